package relay.api.invariant;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.DeliveryId;

/**
 * Finds what is open and no sweep of a worker will find. That something is late is not enough: a
 * backlog of a slow endpoint is late, and so is everything while no worker runs. Thread-safe.
 */
@Component
class StuckDeliveries {
  /**
   * In turn: a claim that ends later than any lease; one that ended, and no worker took it back;
   * what is due later than any pause; what is for a webhook or of an event that is not there, so
   * that its claim finds nothing. The last gather among what is due longest, since the others move
   * on. The webhooks that something waits for are found by skipping from one to the next in the
   * index.
   */
  private static final String FIND =
      """
      WITH RECURSIVE waited_for AS (
        (SELECT webhook_id
           FROM deliveries
          WHERE state IN ('pending', 'retrying')
          ORDER BY webhook_id
          LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook_id
                  FROM deliveries d
                 WHERE d.state IN ('pending', 'retrying') AND d.webhook_id > w.webhook_id
                 ORDER BY d.webhook_id
                 LIMIT 1)
          FROM waited_for w
         WHERE w.webhook_id IS NOT NULL
      ), queues AS (
        SELECT webhook_id, state, ordered
          FROM waited_for
         CROSS JOIN unnest(ARRAY['pending', 'retrying']) AS s (state)
         CROSS JOIN unnest(ARRAY[true, false]) AS o (ordered)
         WHERE webhook_id IS NOT NULL
      )
      SELECT id
        FROM deliveries
       WHERE state = 'in_flight' AND lease_until > now() + interval '1 hour'
      UNION
      SELECT id
        FROM deliveries
       WHERE state = 'in_flight'
         AND lease_until < now() - :grace::bigint * interval '1 millisecond'
         AND EXISTS (SELECT
                       FROM workers
                      WHERE started_at < now() - :grace::bigint * interval '1 millisecond'
                        AND seen_at > now() - interval '15 seconds')
      UNION
      SELECT late.id
        FROM queues q
       CROSS JOIN LATERAL (
             SELECT d.id
               FROM deliveries d
              WHERE d.webhook_id = q.webhook_id
                AND d.state = q.state
                AND d.ordered = q.ordered
                AND d.state IN ('pending', 'retrying')
                AND d.next_attempt_at > now() + interval '11 days'
              LIMIT 100) AS late
      UNION
      SELECT longest.id
        FROM queues q
       CROSS JOIN LATERAL (
             SELECT d.id, d.event_id
               FROM deliveries d
              WHERE d.webhook_id = q.webhook_id
                AND d.state = q.state
                AND d.ordered = q.ordered
                AND d.state IN ('pending', 'retrying')
              ORDER BY d.next_attempt_at
              LIMIT 10) AS longest
       WHERE (SELECT 1 FROM events e WHERE e.id = longest.event_id) IS NULL
          OR (SELECT 1 FROM webhooks w WHERE w.id = q.webhook_id) IS NULL
      """;

  private final JdbcClient database;

  StuckDeliveries(JdbcClient database) {
    this.database = database;
  }

  Finding find(Duration grace) {
    List<UUID> stuck = database.sql(FIND).param("grace", grace.toMillis()).query(UUID.class).list();
    return new Finding(
        Kind.STUCK,
        stuck.size(),
        stuck.stream()
            .limit(Finding.EXAMPLES)
            .map(delivery -> new DeliveryId(delivery).toString())
            .toList());
  }
}
