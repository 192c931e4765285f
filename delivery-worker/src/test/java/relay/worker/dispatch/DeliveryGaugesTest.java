package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
@Tag("slow")
class DeliveryGaugesTest {
  /** In seconds. */
  private static final double AN_HOUR = 3600;

  @Autowired Relay relay;
  @Autowired JdbcClient database;
  @Autowired MeterRegistry registry;

  @Test
  void deliveries_are_counted_in_the_state_in_which_they_are() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      relay.enable(webhook, false);
      EventId event = relay.post(type);
      relay.awaitStates(event, "pending");
      awaitTruth();

      relay.enable(webhook, true);
      relay.awaitStates(event, "succeeded");
      awaitTruth();
    }
  }

  @Test
  void the_age_of_what_is_due_leaves_out_what_a_disabled_webhook_holds() {
    String type = Relay.newType();
    WebhookId webhook = relay.webhook(URI.create("http://127.0.0.1:9/"), type);
    relay.enable(webhook, false);
    EventId event = relay.post(type);
    relay.awaitStates(event, "pending");
    database
        .sql("UPDATE deliveries SET next_attempt_at = now() - interval '1 hour' WHERE event_id = ?")
        .param(event.uuid())
        .update();
    awaitTruth();
    assertThat(oldestDue()).isLessThan(AN_HOUR);

    // In the worker's cache it stays disabled, so the delivery is due and not claimed.
    database.sql("UPDATE webhooks SET enabled = true WHERE id = ?").param(webhook.uuid()).update();
    await().atMost(Relay.PATIENCE).until(() -> oldestDue() >= AN_HOUR);
    relay.delete(webhook);
    await().atMost(Relay.PATIENCE).until(() -> oldestDue() < AN_HOUR);
  }

  @Test
  void without_the_database_the_gauges_say_that_nothing_is_known() {
    TestServers.stoppable().postgres().stop();
    try {
      await().atMost(Relay.PATIENCE).until(() -> Double.isNaN(oldestDue()));
      assertThat(count(DeliveryState.SUCCEEDED)).isNaN();
    } finally {
      TestServers.stoppable().postgres().start();
    }
    await().atMost(Relay.PATIENCE).until(() -> !Double.isNaN(oldestDue()));
  }

  private void awaitTruth() {
    await()
        .atMost(Relay.PATIENCE)
        .untilAsserted(
            () -> {
              for (DeliveryState state : DeliveryState.values()) {
                assertThat(count(state)).isEqualTo(rows(state));
              }
            });
  }

  private double rows(DeliveryState state) {
    return database
        .sql("SELECT count(*) FROM deliveries WHERE state = ?")
        .param(state.label())
        .query(Double.class)
        .single();
  }

  private double count(DeliveryState state) {
    return registry.get("relay.deliveries").tag("state", state.label()).gauge().value();
  }

  private double oldestDue() {
    return registry.get("relay.due.oldest.age").gauge().value();
  }
}
