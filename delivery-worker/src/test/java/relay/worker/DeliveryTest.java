package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;

@WorkerTest
class DeliveryTest {
  private static final String DATA =
      "{ \"id\": 9007199254740993, \"amount\": 0.1000000000000000000000000001, \"text\": \"Zoë"
          + " \\u0000 \\/\", \"id\": 1e400 }";

  @Autowired Relay relay;

  @Test
  void an_event_is_delivered_as_it_was_posted_and_the_official_library_accepts_it()
      throws Exception {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(204)) {
      relay.webhook(receiver.url(), type);
      EventRecord event = relay.accept(type, DATA, null);
      relay.publish(event);

      relay.awaitStates(event.id(), "succeeded");
      assertThat(receiver.requests()).hasSize(1);
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.body())
          .isEqualTo(
              "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                  .formatted(type, event.timestamp(), DATA));
      assertThat(request.header("content-type")).isEqualTo("application/json");
      assertThat(request.header("webhook-id")).isEqualTo(event.id().toString());
      assertThat(request.header("user-agent")).isEqualTo("webhook-relay/1");
      assertThat(request.header("x-custom")).isEqualTo("yes");
      assertThat(request.header("x-algohire-signature"))
          .isEqualTo(Relay.SECRET.signBody(request.body().getBytes(StandardCharsets.UTF_8)));
      assertThatCode(
              () -> new Webhook(Relay.SECRET.reveal()).verify(request.body(), request.headers()))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void every_attempt_has_the_same_id_and_a_signature_of_its_own_time() throws Exception {
    String type = Relay.newType();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> exchange.sendResponseHeaders(number < 3 ? 500 : 200, -1))) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);

      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests())
          .hasSize(3)
          .allSatisfy(
              request -> {
                assertThat(request.header("webhook-id")).isEqualTo(event.toString());
                new Webhook(Relay.SECRET.reveal()).verify(request.body(), request.headers());
              });
      assertThat(relay.log(event))
          .extracting(Relay.LogRow::attempt, Relay.LogRow::outcome, Relay.LogRow::responseCode)
          .containsExactly(
              tuple(1, "failed", 500), tuple(2, "failed", 500), tuple(3, "succeeded", 200));
    }
  }

  @Test
  void a_delivery_that_never_succeeds_ends_exhausted_after_the_whole_schedule() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(500)) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);

      relay.awaitStates(event, "exhausted");
      assertThat(receiver.requests()).hasSize(4);
    }
  }

  @Test
  void an_operators_retry_starts_a_new_series_and_its_attempts_are_counted_on() {
    String type = Relay.newType();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> exchange.sendResponseHeaders(number == 1 ? 200 : 500, -1))) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);
      relay.awaitStates(event, "succeeded");

      relay.retry(event);
      relay.awaitStates(event, "exhausted");

      assertThat(relay.log(event))
          .extracting(Relay.LogRow::attempt, Relay.LogRow::outcome)
          .containsExactly(
              tuple(1, "succeeded"),
              tuple(2, "failed"),
              tuple(3, "failed"),
              tuple(4, "failed"),
              tuple(5, "failed"));
      assertThat(receiver.requests())
          .hasSize(5)
          .allSatisfy(
              request -> assertThat(request.header("webhook-id")).isEqualTo(event.toString()));
    }
  }

  @Test
  void an_endpoint_that_is_gone_is_not_tried_again() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(410)) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);

      relay.awaitStates(event, "exhausted");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void data_too_large_to_wait_in_memory_is_delivered_whole() {
    String type = Relay.newType();
    String data = "\"" + "é".repeat(100_000) + "\"";
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type, data);

      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests().getFirst().body()).endsWith(",\"data\":" + data + "}");
    }
  }
}
