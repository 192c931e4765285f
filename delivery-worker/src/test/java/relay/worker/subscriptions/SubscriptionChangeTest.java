package relay.worker.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class SubscriptionChangeTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @Autowired Relay relay;
  @Autowired SubscriptionCache cache;
  @Autowired JdbcClient database;

  @Test
  void the_cache_knows_a_change_within_a_second() {
    WebhookId webhook = relay.webhook(URI.create("http://127.0.0.1:9/"), "a");
    await().atMost(A_SECOND).until(() -> cache.current().find(webhook).isPresent());

    relay.enable(webhook, false);
    await().atMost(A_SECOND).until(() -> !cache.current().find(webhook).orElseThrow().enabled());

    relay.delete(webhook);
    await().atMost(A_SECOND).until(() -> cache.current().find(webhook).isEmpty());
  }

  @Test
  void the_cache_follows_a_database_that_was_restored_to_an_earlier_version() {
    WebhookId webhook = relay.webhook(URI.create("http://127.0.0.1:9/"), "a");
    await().atMost(Relay.PATIENCE).until(() -> cache.current().find(webhook).isPresent());

    database
        .sql(
            """
            WITH lost AS (UPDATE subscription_version SET version = version - 1)
            DELETE FROM webhooks WHERE id = ?
            """)
        .param(webhook.uuid())
        .update();

    await().atMost(Relay.PATIENCE).until(() -> cache.current().find(webhook).isEmpty());
  }

  @Test
  void attempts_that_wait_heed_that_their_webhook_was_disabled_or_moved() {
    String type = Relay.newType();
    Semaphore answers = new Semaphore(0);
    try (Receiver old =
            Receiver.answering(
                (exchange, _) -> {
                  answers.acquire();
                  exchange.sendResponseHeaders(200, -1);
                });
        Receiver moved = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(old.url(), type);
      EventRecord[] events =
          Stream.generate(() -> relay.accept(type)).limit(8).toArray(EventRecord[]::new);
      relay.publish(events);
      await().atMost(Relay.PATIENCE).until(() -> old.requests().size() == 4);

      relay.enable(webhook, false);
      await().atMost(A_SECOND).until(() -> !cache.current().find(webhook).orElseThrow().enabled());
      answers.release(4);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Stream.of(events).flatMap(event -> relay.states(event.id()).stream()))
                      .containsOnly("succeeded", "pending"));
      assertThat(old.requests()).hasSize(4);

      relay.move(webhook, moved.url());
      relay.enable(webhook, true);

      for (EventRecord event : events) {
        relay.awaitStates(event.id(), "succeeded");
      }
      assertThat(old.requests()).hasSize(4);
      assertThat(moved.requests()).hasSize(4);
      // What was held back was not tried meanwhile.
      assertThat(Stream.of(events).flatMap(event -> relay.log(event.id()).stream()))
          .extracting(Relay.LogRow::attempt)
          .containsOnly(1)
          .hasSize(8);
    }
  }
}
