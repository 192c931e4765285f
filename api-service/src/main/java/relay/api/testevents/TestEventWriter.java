package relay.api.testevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.ingest.TypeAndData;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.WebhookId;

/** Stores a test event with its only delivery. Thread-safe. */
@Component
class TestEventWriter {
  private static final String IS_ENABLED =
      "SELECT enabled FROM webhooks WHERE id = ? AND tenant = ? AND deleted_at IS NULL";

  /**
   * Without a row in the outbox nobody fans the event out to others, and with a version before any
   * subscription the audit does not miss them.
   */
  private static final String INSERT =
      """
      WITH event AS (
        INSERT INTO events (id, tenant, type, data, occurred_at, subscription_version)
        VALUES (:event, :tenant, :type, :data, :at, 0)
        RETURNING id, tenant
      )
      INSERT INTO deliveries (id, tenant, event_id, webhook_id, state, next_attempt_at)
      SELECT :delivery, tenant, id, :webhook, 'pending', now() FROM event
      """;

  private final JdbcClient database;
  private final Audit audit;

  TestEventWriter(JdbcClient database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Makes the event and a delivery that is due now. If the webhook is disabled or deleted at the
   * same moment the delivery is held or cancelled, like any other.
   *
   * @throws Problem if there is no such webhook or it is disabled
   */
  @Transactional
  void write(
      Caller caller, EventId event, TypeAndData content, DeliveryId delivery, WebhookId webhook) {
    requireEnabled(caller, webhook);
    database
        .sql(INSERT)
        .param("event", event.uuid())
        .param("tenant", caller.tenant().name())
        .param("type", content.type().name())
        .param("data", new String(content.data(), UTF_8))
        .param("at", event.createdAt().atOffset(ZoneOffset.UTC))
        .param("delivery", delivery.uuid())
        .param("webhook", webhook.uuid())
        .update();
    audit.record(caller, Action.WEBHOOK_TESTED, webhook);
  }

  private void requireEnabled(Caller caller, WebhookId webhook) {
    boolean enabled =
        database
            .sql(IS_ENABLED)
            .param(webhook.uuid())
            .param(caller.tenant().name())
            .query(Boolean.class)
            .optional()
            .orElseThrow(() -> Problem.notFound("webhook", webhook));
    if (!enabled) {
      throw new Problem(
          Kind.CONFLICT,
          "The webhook %s is disabled, so nothing is sent to it: enable it first."
              .formatted(webhook));
    }
  }
}
