package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class FairnessTest {
  @Autowired Relay relay;
  @Autowired Lanes lanes;
  @Autowired DataSource dataSource;

  /** Both webhooks are on one host and port, so they would share a limit by route. */
  @Test
  void a_webhook_whose_endpoint_hangs_delays_no_other() {
    String hanging = Relay.newType();
    String working = Relay.newType();
    CountDownLatch release = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              if (exchange.getRequestURI().getPath().endsWith("hanging")) {
                release.await();
              }
              exchange.sendResponseHeaders(200, -1);
            })) {
      WebhookId stuckWebhook =
          relay.webhook(receiver.url().resolve("/hanging"), hanging, Duration.ofSeconds(30));
      relay.webhook(receiver.url().resolve("/working"), working);
      EventRecord[] stuck =
          Stream.generate(() -> relay.accept(hanging)).limit(200).toArray(EventRecord[]::new);
      relay.publish(stuck);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 4);

      EventId event = relay.post(working);
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(relay.states(event)).containsExactly("succeeded"));

      assertThat(receiver.requests()).hasSize(5);
      release.countDown();
      await()
          .atMost(Relay.PATIENCE)
          .until(
              () ->
                  Stream.of(stuck)
                      .allMatch(record -> relay.states(record.id()).contains("succeeded")));
      // Nothing waits any more, so new deliveries may go straight to the lane again.
      await().atMost(Relay.PATIENCE).until(() -> lanes.reserve(stuckWebhook));
      lanes.cancelReservation(stuckWebhook);
    }
  }

  /** The search for what has a key reads the outbox, and is held up by a lock on it here. */
  @Test
  void what_has_no_ordering_key_is_claimed_while_the_search_for_what_has_one_takes_long()
      throws SQLException {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200);
        Connection lock = dataSource.getConnection();
        Statement statement = lock.createStatement()) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      EventId event = relay.orphan(webhook, type, Duration.ofMinutes(5));
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE");
      try {
        relay.endLeases(event);

        relay.awaitStates(event, "succeeded");
      } finally {
        lock.rollback();
        lock.setAutoCommit(true);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exhausted", "cancelled"})
  void an_event_that_ends_badly_lets_the_next_with_its_ordering_key_go(String end) {
    String type = Relay.newType();
    boolean exhausts = end.equals("exhausted");
    AtomicReference<@Nullable String> first = new AtomicReference<>();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              String id = exchange.getRequestHeaders().getFirst("webhook-id");
              first.compareAndSet(null, id);
              if (!exhausts) {
                exchange.getResponseHeaders().add("Retry-After", "3600");
              }
              exchange.sendResponseHeaders(id.equals(first.get()) ? 500 : 200, -1);
            })) {
      relay.webhook(receiver.url(), type);
      EventRecord head = relay.accept(type, "1", "customer-7");
      EventRecord next = relay.accept(type, "2", "customer-7");
      EventRecord other = relay.accept(type, "3", "customer-8");
      relay.publish(head);
      await().atMost(Relay.PATIENCE).until(() -> !relay.log(head.id()).isEmpty());
      relay.publish(next, other);
      if (!exhausts) {
        relay.awaitStates(other.id(), "succeeded");
        assertThat(relay.states(next.id())).containsExactly("pending");
        relay.cancel(head.id());
      }

      relay.awaitStates(next.id(), "succeeded");
      relay.awaitStates(other.id(), "succeeded");
      relay.awaitStates(head.id(), end);
    }
  }

  @Test
  void what_a_worker_holds_for_a_webhook_goes_when_it_is_deleted() {
    WebhookId webhook = relay.webhook(URI.create("http://127.0.0.1:9/"), Relay.newType());
    Lane lane = lanes.lane(webhook);

    relay.delete(webhook);

    await().atMost(Relay.PATIENCE).until(() -> lanes.lane(webhook) != lane);
  }

  @Test
  void events_with_one_ordering_key_are_delivered_one_after_another() {
    String type = Relay.newType();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> exchange.sendResponseHeaders(number % 3 == 1 ? 500 : 200, -1))) {
      relay.webhook(receiver.url(), type);
      List<EventRecord> events = new ArrayList<>();
      for (int n = 0; n < 5; n++) {
        events.add(relay.accept(type, Integer.toString(n), "customer-7"));
      }
      // Even if they reach the worker in another order.
      relay.publish(events.reversed().toArray(EventRecord[]::new));

      for (EventRecord event : events) {
        relay.awaitStates(event.id(), "succeeded");
      }
      List<String> ids =
          receiver.requests().stream().map(request -> request.header("webhook-id")).toList();
      assertThat(ids.stream().distinct())
          .containsExactlyElementsOf(events.stream().map(event -> event.id().toString()).toList());
      assertThat(ids).isSorted();
    }
  }
}
