package relay.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;

/** Stores what a worker would have stored, since none runs in the tests of this module. */
@TestComponent
public class StoredDeliveries {
  private final JdbcClient database;

  StoredDeliveries(JdbcClient database) {
    this.database = database;
  }

  /** Takes an event out of the outbox, as a fan-out to nobody does. */
  public void fanOut(EventId event) {
    takeFromOutbox(event);
    database
        .sql(
            "INSERT INTO unmatched_events (tenant, event_id) SELECT tenant, id FROM events WHERE id"
                + " = ?")
        .param(event.uuid())
        .update();
  }

  private void takeFromOutbox(EventId event) {
    database.sql("DELETE FROM outbox WHERE event_id = ?").param(event.uuid()).update();
  }

  /** Fans an event out to one webhook. */
  public DeliveryId delivery(EventId event, WebhookId webhook, DeliveryState state) {
    takeFromOutbox(event);
    DeliveryId id = DeliveryId.next();
    database
        .sql(
            """
            INSERT INTO deliveries (id, tenant, event_id, webhook_id, state, attempts,
                                    series_attempts, next_attempt_at, claim_token, lease_until)
            SELECT :id, tenant, id, :webhook, :state, 3, 3,
                   CASE WHEN :state IN ('pending', 'retrying') THEN now() + interval '1 hour' END,
                   CASE WHEN :state = 'in_flight' THEN gen_random_uuid() END,
                   CASE WHEN :state = 'in_flight' THEN now() + interval '1 hour' END
              FROM events
             WHERE id = :event
            """)
        .param("id", id.uuid())
        .param("event", event.uuid())
        .param("webhook", webhook.uuid())
        .param("state", state.label())
        .update();
    return id;
  }

  /** Records a failed attempt of a delivery. */
  public AttemptId failedAttempt(DeliveryId delivery, int number) {
    return attempt(delivery, number, "failed", "5xx", 503);
  }

  /** Records a successful attempt of a delivery. */
  public AttemptId successfulAttempt(DeliveryId delivery, int number) {
    return attempt(delivery, number, "succeeded", null, 204);
  }

  /** Records an attempt of a delivery that no answer came to. */
  public AttemptId unansweredAttempt(DeliveryId delivery, int number) {
    AttemptId id = failedAttempt(delivery, number);
    database
        .sql(
            """
            UPDATE delivery_logs
               SET reason = 'timeout', response_code = NULL, response_headers = NULL,
                   response_headers_left_out = 0, response_body = NULL
             WHERE id = ?
            """)
        .param(id.uuid())
        .update();
    return id;
  }

  private AttemptId attempt(
      DeliveryId delivery, int number, String outcome, @Nullable String reason, int responseCode) {
    AttemptId id = AttemptId.next();
    database
        .sql(
            """
            INSERT INTO delivery_logs (id, tenant, delivery_id, event_id, webhook_id, attempt, outcome,
                                       reason, response_code, response_headers,
                                       response_headers_left_out, response_body, error,
                                       duration_ms, next_attempt_at, stale)
            SELECT :id, tenant, id, event_id, webhook_id, :attempt, :outcome, :reason, :code,
                   '[["Via", "a"], ["Retry-After", "7"], ["Via", "b"]]', 2, 'body',
                   CASE WHEN :outcome = 'failed' THEN 'answered with 503' END, 12,
                   CASE WHEN :outcome = 'failed' THEN now() END, false
              FROM deliveries
             WHERE id = :delivery
            """)
        .param("id", id.uuid())
        .param("delivery", delivery.uuid())
        .param("attempt", number)
        .param("outcome", outcome)
        .param("reason", reason)
        .param("code", responseCode)
        .update();
    return id;
  }

  /** The number of attempts in the current series of a delivery. */
  public int seriesAttempts(DeliveryId delivery) {
    return database
        .sql("SELECT series_attempts FROM deliveries WHERE id = ?")
        .param(delivery.uuid())
        .query(Integer.class)
        .single();
  }
}
