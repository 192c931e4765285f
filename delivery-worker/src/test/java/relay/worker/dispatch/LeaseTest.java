package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class LeaseTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @Autowired Relay relay;
  @Autowired JdbcClient database;
  @Autowired MeterRegistry registry;

  @Test
  void a_claim_whose_owner_died_is_picked_up_after_its_lease_and_not_before() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      double expired = expired();
      EventId lapsed = relay.orphan(webhook, type, Duration.ofMillis(-1));
      EventId held = relay.orphan(webhook, type, Duration.ofMinutes(5));

      relay.awaitStates(lapsed, "succeeded");
      assertThat(relay.states(held)).containsExactly("in_flight");
      assertThat(relay.log(lapsed)).extracting(Relay.LogRow::attempt).containsExactly(1);
      assertThat(expired() - expired).isEqualTo(1);

      relay.endLeases(held);
      relay.awaitStates(held, "succeeded");
    }
  }

  @Test
  void the_late_time_out_of_a_slow_owner_does_not_overwrite_the_success_of_the_next() {
    String type = Relay.newType();
    CountDownLatch never = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              if (number == 1) {
                never.await();
              }
              exchange.sendResponseHeaders(200, -1);
            })) {
      relay.webhook(receiver.url(), type, SHORT);
      double stale = stale();
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);

      relay.endLeases(event);
      relay.awaitStates(event, "succeeded");
      await().atMost(Relay.PATIENCE).until(() -> stale() - stale == 1);

      assertThat(relay.states(event)).containsExactly("succeeded");
      assertThat(relay.log(event))
          .extracting(Relay.LogRow::outcome, Relay.LogRow::stale)
          .containsExactly(tuple("failed", true), tuple("succeeded", false));
      assertThat(receiver.requests()).hasSize(2);
    }
  }

  @Test
  void the_late_success_of_a_slow_owner_does_not_end_the_claim_of_the_next() {
    String type = Relay.newType();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              (number == 1 ? first : second).await();
              exchange.sendResponseHeaders(number == 1 ? 200 : 410, -1);
            })) {
      relay.webhook(receiver.url(), type);
      double stale = stale();
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);
      relay.endLeases(event);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 2);

      first.countDown();
      await().atMost(Relay.PATIENCE).until(() -> stale() - stale == 1);
      assertThat(relay.states(event)).containsExactly("in_flight");

      second.countDown();
      relay.awaitStates(event, "exhausted");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'pending', next_attempt_at = now(), claim_token = NULL, lease_until = NULL",
        "state = 'retrying', next_attempt_at = now(), claim_token = NULL, lease_until = NULL",
        "lease_until = now() - interval '1 hour'",
      })
  void whatever_open_state_a_dead_worker_left_is_found(String left) {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      EventId event = relay.orphan(webhook, type, Duration.ofMinutes(5));
      database
          .sql("UPDATE deliveries SET " + left + " WHERE event_id = ?")
          .param(event.uuid())
          .update();

      relay.awaitStates(event, "succeeded");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'parked'",
        "state = 'pending', claim_token = NULL, lease_until = NULL",
        "state = 'retrying', claim_token = NULL, lease_until = NULL",
        "lease_until = NULL",
        "claim_token = NULL",
        "state = 'succeeded'",
        "state = 'exhausted', claim_token = NULL",
        "state = 'cancelled', lease_until = NULL",
        "state = 'pending', next_attempt_at = now()",
        "next_attempt_at = now()",
        "state = 'succeeded', claim_token = NULL, lease_until = NULL, next_attempt_at = now()",
        "state = NULL",
      })
  void the_database_refuses_a_state_that_no_sweep_would_find(String left) {
    String type = Relay.newType();
    WebhookId webhook = relay.webhook(URI.create("http://127.0.0.1:9/"), type);
    EventId event = relay.orphan(webhook, type, Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                database
                    .sql("UPDATE deliveries SET " + left + " WHERE event_id = ?")
                    .param(event.uuid())
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void what_waits_for_a_deleted_webhook_is_cancelled() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      relay.enable(webhook, false);
      EventId event = relay.post(type);
      relay.awaitStates(event, "pending");

      relay.delete(webhook);

      relay.awaitStates(event, "cancelled");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private double expired() {
    return registry.get("relay.leases.expired").counter().count();
  }

  private double stale() {
    return registry.get("relay.stale.results").counter().count();
  }
}
