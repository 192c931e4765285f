package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class FairnessTest {
  @Autowired Relay relay;

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
    }
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
