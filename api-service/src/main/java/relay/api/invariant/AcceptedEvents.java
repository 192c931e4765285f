package relay.api.invariant;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventId;
import relay.model.WebhookId;

/**
 * Looks at each event once, soon after it was fanned out, and again at what was found missing. What
 * should be there is worked out anew, from the webhooks and the versions of their subscriptions,
 * and not from what the fan-out says that it did. Thread-safe.
 */
@Component
class AcceptedEvents {
  /**
   * Up to the oldest event that waits: one that is not fanned out yet is for a later audit. What is
   * older than the grace is committed, if it ever will be.
   */
  private static final String NEXT =
      """
      WITH bound AS (
        SELECT greatest(
                 :from::uuid,
                 least(
                   (lpad(to_hex(floor(1000 * extract(epoch FROM
                           now() - :grace::bigint * interval '1 millisecond'))::bigint), 12, '0')
                    || repeat('0', 20))::uuid,
                   (SELECT event_id FROM outbox ORDER BY event_id LIMIT 1))) AS id
      )
      SELECT bound.id AS bound,
             (SELECT id
                FROM events
               WHERE id >= :from AND id < bound.id
               ORDER BY id
              OFFSET :batch
               LIMIT 1) AS behind_batch
        FROM bound
      """;

  /**
   * Deliveries are looked up one by one, in scalar subqueries: as joins or EXISTS the planner may
   * read all of them. The types of a batch are few, so patterns are matched with those.
   */
  static final String CHECK =
      """
      WITH batch AS MATERIALIZED (
        SELECT id, tenant, type, subscription_version FROM events WHERE id >= :from AND id < :end
      ), types AS (
        SELECT DISTINCT tenant, type FROM batch
      ), subscribers AS MATERIALIZED (
        SELECT t.tenant, t.type, w.id AS webhook_id, w.subscribed_since
          FROM types t
          JOIN webhooks w ON w.tenant = t.tenant AND w.deleted_at IS NULL
         WHERE EXISTS (SELECT
                         FROM unnest(w.event_types) AS p (pattern)
                        WHERE p.pattern IN ('*', t.type)
                           OR (p.pattern LIKE '%.*' AND starts_with(t.type, left(p.pattern, -1))))
      ), missing AS (
        INSERT INTO unaccounted (event_id, webhook_id)
        SELECT id, NULL::uuid
          FROM batch
         WHERE (SELECT 1 FROM deliveries d WHERE d.event_id = batch.id LIMIT 1) IS NULL
           AND (SELECT 1
                  FROM unmatched_events u
                 WHERE u.tenant = batch.tenant AND u.event_id = batch.id) IS NULL
        UNION ALL
        SELECT batch.id, s.webhook_id
          FROM batch
          JOIN subscribers s USING (tenant, type)
         WHERE s.subscribed_since <= batch.subscription_version
           AND (SELECT 1
                  FROM deliveries d
                 WHERE d.event_id = batch.id AND d.webhook_id = s.webhook_id) IS NULL
        ON CONFLICT DO NOTHING
      )
      SELECT count(*) FROM batch
      """;

  /** At random, so that with very many each has its turn. */
  private static final String RECHECK =
      """
      DELETE FROM unaccounted
       WHERE ctid = ANY (ARRAY (
               SELECT m.ctid
                 FROM (SELECT ctid, * FROM unaccounted ORDER BY random() LIMIT 10000) AS m
                WHERE NOT EXISTS (SELECT FROM events e WHERE e.id = m.event_id)
                   OR CASE WHEN m.webhook_id IS NULL
                           THEN EXISTS (SELECT FROM deliveries d WHERE d.event_id = m.event_id)
                                OR EXISTS (SELECT FROM unmatched_events u
                                            WHERE u.event_id = m.event_id
                                              AND u.tenant = (SELECT tenant
                                                                FROM events e
                                                               WHERE e.id = m.event_id))
                           ELSE EXISTS (SELECT
                                          FROM deliveries d
                                         WHERE d.event_id = m.event_id
                                           AND d.webhook_id = m.webhook_id)
                                OR EXISTS (SELECT
                                             FROM webhooks w
                                            WHERE w.id = m.webhook_id AND w.deleted_at IS NOT NULL)
                      END))
      """;

  /** What was put back into the outbox waits, and is not missing. */
  private static final String MISSING =
      """
        FROM unaccounted m
       WHERE (m.webhook_id IS NOT NULL) = :delivery
         AND NOT EXISTS (SELECT FROM outbox o WHERE o.event_id = m.event_id)
      """;

  private final JdbcClient database;

  AcceptedEvents(JdbcClient database) {
    this.database = database;
  }

  /**
   * Some events.
   *
   * @param from the first id
   * @param end the first id behind them
   * @param last whether there are no more for now
   */
  record Batch(UUID from, UUID end, boolean last) {}

  /** The next events that are to be looked at. */
  Batch next(UUID from, Duration grace, int batch) {
    return database
        .sql(NEXT)
        .param("from", from)
        .param("grace", grace.toMillis())
        .param("batch", batch)
        .query(
            (row, _) -> {
              @Nullable UUID behindBatch = row.getObject("behind_batch", UUID.class);
              return behindBatch == null
                  ? new Batch(from, row.getObject("bound", UUID.class), true)
                  : new Batch(from, behindBatch, false);
            })
        .single();
  }

  /** Notes what is missing; returns how many events were looked at. */
  int check(Batch batch) {
    return database
        .sql(CHECK)
        .param("from", batch.from())
        .param("end", batch.end())
        .query(Integer.class)
        .single();
  }

  /** Forgets what is there by now, or can no longer be. */
  void recheck() {
    database.sql(RECHECK).update();
  }

  /** Events of which nothing became. */
  Finding missingEvents() {
    return missing(Kind.EVENTS, false);
  }

  /** Deliveries that are not there. */
  Finding missingDeliveries() {
    return missing(Kind.DELIVERIES, true);
  }

  private Finding missing(Kind kind, boolean delivery) {
    long count =
        database
            .sql("SELECT count(*)" + MISSING)
            .param("delivery", delivery)
            .query(Long.class)
            .single();
    List<String> examples =
        database
            .sql("SELECT m.event_id, m.webhook_id" + MISSING + " LIMIT " + Finding.EXAMPLES)
            .param("delivery", delivery)
            .query(
                (row, _) ->
                    example(
                        new EventId(row.getObject("event_id", UUID.class)),
                        row.getObject("webhook_id", UUID.class)))
            .list();
    return new Finding(kind, count, examples);
  }

  private static String example(EventId event, @Nullable UUID webhook) {
    return webhook == null ? event.toString() : event + " to " + new WebhookId(webhook);
  }
}
