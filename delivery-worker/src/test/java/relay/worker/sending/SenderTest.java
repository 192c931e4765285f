package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Counter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.testservers.Receiver;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Reason;

class SenderTest extends Sending {
  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void only_2xx_is_success(int status) throws Exception {
    try (Receiver receiver = Receiver.answering(status)) {
      assertSucceeded(receiver.url(), status, "");
    }
    assertCounted("succeeded", "none");
  }

  @ParameterizedTest
  @CsvSource({"304, 3xx", "400, 4xx", "404, 4xx", "410, 4xx", "429, 429", "500, 5xx", "503, 5xx"})
  void other_answers_are_failures_with_their_reason(int status, String reason) throws Exception {
    try (Receiver receiver = Receiver.answering(status)) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.reason().label()).isEqualTo(reason);
                assertThat(failed.response())
                    .isNotNull()
                    .extracting(Response::status, Response::body)
                    .containsExactly(status, "");
              });
    }
    assertCounted("failed", reason);
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (Receiver elsewhere = Receiver.answering(200);
        Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  exchange.getResponseHeaders().add("Location", elsewhere.url().toString());
                  exchange.sendResponseHeaders(307, -1);
                })) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.STATUS_3XX));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "soon, ",
    "-1, ",
    "'Wed, 21 Oct 2015 07:28:00 GMT', PT0S",
    "999999999999999999, PT999999999999999999S",
    "99999999999999999999999, PT9223372036854775807.999999999S",
  })
  void retry_after_is_read_in_both_its_forms(String value, Duration retryAfter) throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              exchange.getResponseHeaders().add("Retry-After", value);
              exchange.sendResponseHeaders(503, -1);
            })) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.retryAfter()).isEqualTo(retryAfter));
    }
  }

  @Test
  void of_an_answer_16_kib_are_kept_and_no_more_is_awaited() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "Content-Length: 1000000\r\n\r\n").getBytes(UTF_8));
              out.write("x".repeat(16 * 1024 + 1).getBytes(UTF_8));
              out.flush();
              new CountDownLatch(1).await();
            })) {
      assertSucceeded(server.url(), 200, "x".repeat(16 * 1024));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "gzip, gzip"})
  void what_is_compressed_is_not_unpacked(String coding) throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              exchange.getResponseHeaders().add("Content-Encoding", coding);
              byte[] packed = "packed".getBytes(UTF_8);
              exchange.sendResponseHeaders(200, packed.length);
              exchange.getResponseBody().write(packed);
            })) {
      assertSucceeded(receiver.url(), 200, "packed");
      assertThat(receiver.requests().getFirst().headers().map())
          .doesNotContainKey("accept-encoding");
    }
  }

  @Test
  void what_postgresql_cannot_store_is_replaced() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "Content-Length: 3\r\n\r\n").getBytes(UTF_8));
              out.write(new byte[] {'a', 0, (byte) 0xff});
            })) {
      assertSucceeded(server.url(), 200, "a\ufffd\ufffd");
    }
  }

  @Test
  void a_fault_of_the_relay_is_an_attempt_that_failed_for_it() throws Exception {
    http.close();
    assertReason(Reason.RELAY, URI.create("http://127.0.0.1:9/"));
    assertCounted("failed", "relay");
  }

  @Test
  void every_outcome_is_counted_from_the_start() {
    assertThat(sender()).isNotNull();
    assertThat(registry.find("relay.attempts").counters())
        .extracting(
            counter -> counter.getId().getTag("outcome") + " " + counter.getId().getTag("reason"),
            Counter::count)
        .containsExactlyInAnyOrder(
            tuple("succeeded none", 0.0),
            tuple("failed timeout", 0.0),
            tuple("failed connect", 0.0),
            tuple("failed dns", 0.0),
            tuple("failed address", 0.0),
            tuple("failed tls", 0.0),
            tuple("failed 3xx", 0.0),
            tuple("failed 4xx", 0.0),
            tuple("failed 429", 0.0),
            tuple("failed 5xx", 0.0),
            tuple("failed relay", 0.0));
  }

  @Test
  void headers_of_a_webhook_are_sent_but_never_in_place_of_those_of_the_relay() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      Map<String, String> headers =
          Map.of(
              "X-Token", "42",
              "Webhook-Id", "forged",
              "Relay-Installation", "forged",
              "WEBHOOK-TIMESTAMP", "forged",
              "webhook-signature", "forged",
              "x-algohire-signature", "forged");
      send(webhook(receiver.url(), headers), data());

      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.header("x-token")).isEqualTo("42");
      assertThat(request.header("relay-installation")).isEqualTo(ORIGIN);
      assertThat(request.headers().map().values().stream().flatMap(List::stream))
          .doesNotContain("forged");
    }
  }

  @Test
  void the_body_signature_can_be_renamed_and_switched_off() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      signing = new SigningProperties("X-Acme-Signature", true);
      send(receiver.url());
      signing = new SigningProperties("X-Acme-Signature", false);
      send(receiver.url());

      assertThat(receiver.requests().getFirst().headers().map()).containsKey("X-Acme-Signature");
      assertThat(receiver.requests().getLast().headers().map())
          .doesNotContainKeys("X-Acme-Signature", "X-AlgoHire-Signature");
    }
    assertThatThrownBy(() -> new SigningProperties("webhook-id", true))
        .hasMessageContaining("relay.signing.body-header");
  }

  @Test
  void the_first_attempt_alone_counts_for_the_delay_from_acceptance() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      send(receiver.url());
      threads.submit(() -> sender().send(claim(3), webhook(receiver.url()), data())).get();
    }
    assertThat(registry.get("relay.first.attempt.delay").timer().count()).isOne();
    assertThat(registry.get("relay.attempt.duration").timer().count()).isEqualTo(2);
  }
}
