package relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;
import relay.testservers.Receiver;

/** Real deliveries, verified as their receivers would. */
@WorkerTest
class RotatedSecretTest {
  @Autowired Relay relay;
  @Autowired SecretCipher cipher;

  private final String type = Relay.newType();
  private final WebhookId webhook = WebhookId.next();
  private final HmacSecret old = HmacSecret.create();

  @Test
  void while_the_old_secret_is_valid_the_official_library_accepts_either() {
    Receiver.Request delivery = deliver(Relay.SECRET, old, Instant.now().plusSeconds(3_600));

    assertThat(delivery.header("webhook-signature")).matches("v1,[^ ]+ v1,[^ ]+");
    accepts(Relay.SECRET, delivery);
    accepts(old, delivery);
    assertThat(delivery.header("x-algohire-signature"))
        .isEqualTo(old.signBody(delivery.body().getBytes(UTF_8)));
  }

  @Test
  void when_its_time_is_over_the_new_one_alone_is_accepted() {
    Receiver.Request delivery = deliver(Relay.SECRET, old, Instant.now().minusMillis(1));

    assertThat(delivery.header("webhook-signature")).matches("v1,[^ ]+");
    accepts(Relay.SECRET, delivery);
    refuses(old, delivery);
    assertThat(delivery.header("x-algohire-signature"))
        .isEqualTo(Relay.SECRET.signBody(delivery.body().getBytes(UTF_8)));
  }

  @Test
  void a_receiver_verifies_v1a_with_the_public_key_alone() throws Exception {
    Ed25519Secret.KeyPair pair = Ed25519Secret.create();

    Receiver.Request delivery = deliver(pair.secret());

    assertThat(delivery.header("webhook-signature")).matches("v1a,[^ ]+");
    assertThat(verifies(pair.publicKey(), delivery)).isTrue();
    assertThat(verifies(Ed25519Secret.create().publicKey(), delivery)).isFalse();
    assertThat(delivery.headers().map()).doesNotContainKey("x-algohire-signature");
  }

  @Test
  void a_webhook_may_change_from_v1_to_v1a_without_a_gap() throws Exception {
    Ed25519Secret.KeyPair pair = Ed25519Secret.create();

    Receiver.Request delivery = deliver(pair.secret(), old, Instant.now().plusSeconds(3_600));

    assertThat(delivery.header("webhook-signature")).matches("v1a,[^ ]+ v1,[^ ]+");
    assertThat(verifies(pair.publicKey(), delivery)).isTrue();
    accepts(old, delivery);
  }

  private Receiver.Request deliver(SigningSecret secret, SigningSecret old, Instant oldValidUntil) {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver, secret);
      relay.storeOldSecret(webhook, cipher.encrypt(webhook, old), oldValidUntil);
      return delivery(receiver);
    }
  }

  private Receiver.Request deliver(SigningSecret secret) {
    try (Receiver receiver = Receiver.answering(200)) {
      register(receiver, secret);
      return delivery(receiver);
    }
  }

  private void register(Receiver receiver, SigningSecret secret) {
    relay.webhook(
        webhook, receiver.url(), type, Duration.ofSeconds(15), cipher.encrypt(webhook, secret));
  }

  private Receiver.Request delivery(Receiver receiver) {
    relay.awaitStates(relay.post(type), "succeeded");
    assertThat(receiver.requests()).hasSize(1);
    return receiver.requests().getFirst();
  }

  private static void accepts(HmacSecret secret, Receiver.Request delivery) {
    assertThatCode(() -> new Webhook(secret.reveal()).verify(delivery.body(), delivery.headers()))
        .doesNotThrowAnyException();
  }

  private static void refuses(HmacSecret secret, Receiver.Request delivery) {
    assertThatThrownBy(
            () -> new Webhook(secret.reveal()).verify(delivery.body(), delivery.headers()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  /** The official library for Java knows v1 only. This is what docs/receiving.md says. */
  private static boolean verifies(String publicKey, Receiver.Request delivery)
      throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    byte[] encoded = new byte[prefix.length + key.length];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    for (String signature : delivery.header("webhook-signature").split(" ", -1)) {
      if (signature.startsWith("v1a,")) {
        verifier.update(
            "%s.%s.%s"
                .formatted(
                    delivery.header("webhook-id"),
                    delivery.header("webhook-timestamp"),
                    delivery.body())
                .getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
      }
    }
    return false;
  }
}
