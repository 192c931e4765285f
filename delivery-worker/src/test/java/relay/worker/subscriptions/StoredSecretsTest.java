package relay.worker.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.signing.SigningSecret;
import relay.testservers.Receiver;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
@ExtendWith(OutputCaptureExtension.class)
class StoredSecretsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final SecretCipher FIRST = SecretCipher.of(List.of(Relay.FIRST_KEY));
  private static final SecretCipher OLD = SecretCipher.of(List.of(Relay.OLD_KEY));
  private static final SecretCipher REMOVED =
      SecretCipher.of(List.of("removed:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="));

  @Autowired Relay relay;
  @Autowired SubscriptionCache cache;
  @Autowired MeterRegistry registry;

  private final String type = Relay.newType();
  private final WebhookId webhook = WebhookId.next();

  static Stream<StoredAs> whatAWorkerReads() {
    return Stream.of(
        (_, secret) -> secret.reveal(),
        (webhook, secret) -> OLD.encrypt(webhook, secret),
        (webhook, secret) -> FIRST.encrypt(webhook, secret));
  }

  static Stream<StoredAs> whatAWorkerCannotRead() {
    return Stream.of(
        (webhook, secret) -> REMOVED.encrypt(webhook, secret),
        (_, secret) -> FIRST.encrypt(WebhookId.next(), secret),
        (webhook, secret) -> FIRST.encrypt(webhook, secret).replaceFirst("=*$", "AA"),
        (_, _) -> "nothing that was ever stored");
  }

  interface StoredAs {
    String text(WebhookId webhook, SigningSecret secret);
  }

  @ParameterizedTest
  @MethodSource("whatAWorkerReads")
  void what_is_sent_is_signed_however_the_secret_is_stored(StoredAs stored) {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), stored);

      EventId event = relay.post(type);

      relay.awaitStates(event, "succeeded");
      isSigned(receiver);
    }
  }

  @ParameterizedTest
  @MethodSource("whatAWorkerCannotRead")
  void what_could_not_be_signed_waits_for_its_secret_and_nothing_else_does(
      StoredAs stored, CapturedOutput output) {
    try (Receiver receiver = Receiver.answering(200);
        Receiver other = Receiver.answering(200)) {
      register(receiver.url(), stored);
      EventId waiting = relay.post(type);
      String otherType = Relay.newType();
      relay.webhook(other.url(), otherType);
      relay.awaitStates(relay.post(otherType), "succeeded");
      relay.awaitStates(relay.post(otherType), "succeeded");

      relay.awaitStates(waiting, "pending");
      assertThat(registry.get("relay.secrets.unreadable").gauge().value()).isOne();
      assertThat(output.getAll().lines().filter(line -> line.contains(webhook.toString())))
          .singleElement()
          .asString()
          .contains("ERROR", "The secret of a webhook cannot be read; its deliveries wait")
          .doesNotContain(Relay.SECRET.reveal().substring("whsec_".length()));

      relay.storeSecret(webhook, FIRST.encrypt(webhook, Relay.SECRET));

      relay.awaitStates(waiting, "succeeded");
      isSigned(receiver);
      assertThat(relay.log(waiting)).extracting(Relay.LogRow::attempt).containsExactly(1);
      assertThat(registry.get("relay.secrets.unreadable").gauge().value()).isZero();
    }
  }

  @Test
  void what_another_worker_had_claimed_waits_too() {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), REMOVED::encrypt);
      await().atMost(Relay.PATIENCE).until(() -> cache.current().find(webhook).isPresent());
      EventId event = relay.orphan(webhook, type, Duration.ZERO);

      relay.awaitStates(event, "pending");
      relay.storeSecret(webhook, FIRST.encrypt(webhook, Relay.SECRET));

      relay.awaitStates(event, "succeeded");
      isSigned(receiver);
    }
  }

  /** Signed by the new one alone it would be refused by a receiver that was promised more time. */
  @Test
  void what_could_not_be_signed_with_the_old_secret_waits_too() {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), FIRST::encrypt);
      Instant later = Instant.now().plusSeconds(3_600);
      relay.storeOldSecret(webhook, REMOVED.encrypt(webhook, Relay.SECRET), later);
      EventId event = relay.post(type);
      await()
          .atMost(Relay.PATIENCE)
          .until(() -> registry.get("relay.secrets.unreadable").gauge().value() == 1);
      relay.awaitStates(event, "pending");

      relay.storeOldSecret(webhook, OLD.encrypt(webhook, Relay.SECRET), later);

      relay.awaitStates(event, "succeeded");
      isSigned(receiver);
    }
  }

  @Test
  void what_is_sent_carries_the_secret_headers_whichever_key_they_are_of() {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), FIRST::encrypt);
      relay.storeSecretHeader(
          webhook, "Authorization", FIRST.encryptHeader(webhook, "Authorization", "Bearer a"));
      relay.storeSecretHeader(webhook, "X-Token", OLD.encryptHeader(webhook, "X-Token", "b"));

      relay.awaitStates(relay.post(type), "succeeded");

      isSigned(receiver);
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.header("authorization")).isEqualTo("Bearer a");
      assertThat(request.header("x-token")).isEqualTo("b");
      assertThat(request.header("x-custom")).isEqualTo("yes");
    }
  }

  /** An api-service that does not encrypt headers yet may have changed it since. */
  @Test
  void a_header_that_is_stored_in_plain_too_is_sent_once_as_it_stands_there() {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), FIRST::encrypt);
      relay.storeSecretHeader(webhook, "x-custom", FIRST.encryptHeader(webhook, "x-custom", "no"));

      relay.awaitStates(relay.post(type), "succeeded");

      assertThat(receiver.requests().getFirst().headers().allValues("x-custom"))
          .containsExactly("yes");
    }
  }

  @Test
  void what_would_lack_a_secret_header_waits_for_it(CapturedOutput output) {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver.url(), FIRST::encrypt);
      relay.storeSecretHeader(webhook, "Cookie", REMOVED.encryptHeader(webhook, "Cookie", "a"));
      EventId waiting = relay.post(type);
      await()
          .atMost(Relay.PATIENCE)
          .until(() -> registry.get("relay.secrets.unreadable").gauge().value() == 1);
      relay.awaitStates(waiting, "pending");
      assertThat(receiver.requests()).isEmpty();
      assertThat(output.getAll())
          .contains("header Cookie: relay.secrets.keys has no key with the id removed");

      relay.storeSecretHeader(webhook, "Cookie", FIRST.encryptHeader(webhook, "Cookie", "b"));

      relay.awaitStates(waiting, "succeeded");
      assertThat(receiver.requests().getFirst().header("cookie")).isEqualTo("b");
      assertThat(relay.log(waiting)).extracting(Relay.LogRow::attempt).containsExactly(1);
    }
  }

  @Test
  void a_deleted_webhook_is_not_counted() {
    register(URI.create("http://127.0.0.1:9/"), REMOVED::encrypt);
    await()
        .atMost(Relay.PATIENCE)
        .until(() -> registry.get("relay.secrets.unreadable").gauge().value() == 1);

    relay.delete(webhook);

    await()
        .atMost(Relay.PATIENCE)
        .until(() -> registry.get("relay.secrets.unreadable").gauge().value() == 0);
  }

  private void register(URI url, StoredAs stored) {
    relay.webhook(webhook, url, type, TIMEOUT, stored.text(webhook, Relay.SECRET));
  }

  private static void isSigned(Receiver receiver) {
    assertThat(receiver.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThatCode(
                        () ->
                            new com.standardwebhooks.Webhook(Relay.SECRET.reveal())
                                .verify(request.body(), request.headers()))
                    .doesNotThrowAnyException());
  }
}
