package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.worker.Relay;
import relay.worker.WorkerTest;

/**
 * An endpoint that asks for a rest gets it from the whole webhook, and costs no other an attempt.
 */
@WorkerTest
@Tag("slow")
class RestTest {
  private static final int SECONDS = 2;
  private static final int LATER = 5;

  @Autowired Relay relay;
  @Autowired JdbcClient database;
  @Autowired MeterRegistry registry;

  private final String type = Relay.newType();

  /** When each request came, in nanoseconds. */
  private final List<Long> times = new CopyOnWriteArrayList<>();

  private Receiver resting(int status) {
    return Receiver.answering(
        (exchange, number) -> {
          times.add(System.nanoTime());
          if (number == 1) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(SECONDS));
            exchange.sendResponseHeaders(status, -1);
          } else {
            exchange.sendResponseHeaders(204, -1);
          }
        });
  }

  private Duration sinceTheFirst(int request) {
    return Duration.ofNanos(times.get(request) - times.getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void an_endpoint_that_asks_for_a_rest_is_asked_for_nothing_meanwhile(int status) {
    try (Receiver receiver = resting(status)) {
      relay.webhook(receiver.url(), type);
      EventId first = relay.post(type);
      await().until(() -> relay.log(first).size() == 1);
      List<EventId> others = new ArrayList<>();
      for (int n = 0; n < LATER; n++) {
        others.add(relay.post(type));
      }

      relay.awaitStates(first, "succeeded");
      for (EventId other : others) {
        relay.awaitStates(other, "succeeded");
        assertThat(relay.log(other)).hasSize(1);
      }
      assertThat(receiver.requests()).hasSize(LATER + 2);
      assertThat(sinceTheFirst(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(SECONDS));
    }
  }

  /** Such answers are about their own delivery, or say nothing of when. */
  @ParameterizedTest
  @CsvSource({"500, 2", "400, 2", "503, 0", "503, soon"})
  void others_go_on_after_an_answer_that_asks_for_no_rest(int status, String retryAfter) {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              times.add(System.nanoTime());
              exchange.getResponseHeaders().add("Retry-After", retryAfter);
              exchange.sendResponseHeaders(number == 1 ? status : 204, -1);
            })) {
      relay.webhook(receiver.url(), type);
      EventId first = relay.post(type);
      await().until(() -> relay.log(first).size() == 1);
      EventId other = relay.post(type);

      relay.awaitStates(other, "succeeded");
      assertThat(sinceTheFirst(1)).isLessThan(Duration.ofSeconds(SECONDS));
      // What is open when the endpoint closes would fail in the middle of another test.
      relay.awaitStates(first, "succeeded");
    }
  }

  /** As after a restart, or when another worker was asked. */
  @Test
  void a_rest_that_stands_in_the_database_holds_for_every_worker() {
    try (Receiver receiver = Receiver.answering(204)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      database
          .sql(
              "INSERT INTO webhook_rests (webhook_id, until) VALUES (?, now() + interval '2"
                  + " seconds')")
          .param(webhook.uuid())
          .update();
      List<EventId> held = new ArrayList<>();
      await()
          .until(
              () -> {
                EventId event = relay.post(type);
                held.add(event);
                await().until(() -> !relay.states(event).isEmpty());
                return relay.states(event).equals(List.of("pending"));
              });
      await().until(() -> registry.get("relay.webhooks.resting").gauge().value() >= 1);
      boolean restsStill =
          database
              .sql("SELECT until > now() FROM webhook_rests WHERE webhook_id = ?")
              .param(webhook.uuid())
              .query(Boolean.class)
              .single();
      int requests = receiver.requests().size();
      EventId last = relay.post(type);

      relay.awaitStates(last, "succeeded");
      held.forEach(event -> relay.awaitStates(event, "succeeded"));
      assertThat(restsStill).isTrue();
      assertThat(receiver.requests().size()).isGreaterThan(requests);
    }
  }
}
