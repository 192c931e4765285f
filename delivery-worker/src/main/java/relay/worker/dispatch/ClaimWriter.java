package relay.worker.dispatch;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import relay.columns.Columns;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;

/** Claims deliveries that are due, and takes back claims whose lease has ended. */
@Component
class ClaimWriter {

  /**
   * For each webhook with room, its longest due deliveries in the given state. The webhook is
   * looked at in the same statement: no worker's cache can be behind here. A delivery whose event
   * is gone stays, for the audit to find.
   *
   * <p>Events are looked for one by one ({@code LIMIT 1}), and deliveries are met as conflicts,
   * whose event says in which partition they are: the planner does not know how few they are. The
   * plan that a connection keeps is from before there was anything, and joined, it reads all of the
   * events and all of the deliveries, or compares each with each.
   *
   * <p>Events are looked for by the {@code INSERT} itself: from a CTE or a subquery none may be
   * looked for in the partition that an id names. When a row that is to be locked has changed
   * meanwhile, PostgreSQL 18 frees what it chooses partitions with there, uses it again, and
   * crashes.
   */
  private static final String CLAIM =
      """
      WITH room AS (
        SELECT * FROM unnest(?::uuid[], ?::int[]) AS r (webhook_id, slots)
      ), due AS (
        SELECT waiting.id, waiting.event_id, room.webhook_id
          FROM room
          JOIN webhooks w ON w.id = room.webhook_id AND w.enabled AND w.deleted_at IS NULL
           AND NOT EXISTS (
               SELECT FROM webhook_rests r WHERE r.webhook_id = room.webhook_id AND r.until > now())
         CROSS JOIN LATERAL (
               SELECT d.id, d.event_id
                 FROM deliveries d
                WHERE d.webhook_id = room.webhook_id
                  AND d.state = ?
                  AND d.state IN ('pending', 'retrying')
                  AND d.next_attempt_at <= now()
                  AND :order
                ORDER BY d.next_attempt_at
                LIMIT room.slots
                  FOR UPDATE OF d SKIP LOCKED) AS waiting
      )
      INSERT INTO deliveries AS d
             (id, event_id, webhook_id, state, claim_token, lease_until)
      SELECT due.id, due.event_id, due.webhook_id, 'in_flight', gen_random_uuid(),
             now() + ?::bigint * interval '1 millisecond'
        FROM due
       CROSS JOIN LATERAL (SELECT FROM events WHERE id = due.event_id LIMIT 1) AS e
      ON CONFLICT (id, event_id) DO UPDATE
         SET state           = excluded.state,
             claim_token     = excluded.claim_token,
             lease_until     = excluded.lease_until,
             next_attempt_at = NULL
      RETURNING d.id, d.tenant, d.event_id, d.webhook_id, d.claim_token, d.attempts,
                d.series_attempts, d.ordered
      """;

  private static final String CLAIM_UNORDERED = CLAIM.replace(":order", "NOT d.ordered");

  /**
   * A delivery with an ordering key waits until every earlier event with that key has ended for its
   * webhook or is at least fanned out: until it is the earliest of those that are open. That is
   * looked up for each by itself: as {@code NOT EXISTS} it is a join with all that waits.
   */
  private static final String CLAIM_ORDERED =
      CLAIM.replace(
          ":order",
          """
          d.ordered
                  AND (SELECT earliest.event_id
                         FROM deliveries earliest
                        WHERE earliest.webhook_id = d.webhook_id
                          AND earliest.ordering_key = d.ordering_key
                          AND earliest.state IN ('pending', 'in_flight', 'retrying')
                        ORDER BY earliest.event_id
                        LIMIT 1) = d.event_id
                  AND (SELECT 1
                         FROM outbox earlier
                        WHERE earlier.tenant = d.tenant
                          AND earlier.ordering_key = d.ordering_key
                          AND earlier.event_id < d.event_id
                        LIMIT 1) IS NULL
          """);

  private static final String TAKE_BACK =
      """
      UPDATE deliveries
         SET state           = CASE WHEN series_attempts = 0 THEN 'pending' ELSE 'retrying' END,
             next_attempt_at = now(),
             claim_token     = NULL,
             lease_until     = NULL
       WHERE id = ANY (ARRAY (
               SELECT id
                 FROM deliveries
                WHERE state = 'in_flight'
                  AND lease_until < now()
                ORDER BY lease_until
                LIMIT ?
                  FOR UPDATE SKIP LOCKED))
      """;

  private static final String CANCEL_DELETED =
      """
      UPDATE deliveries
         SET state           = 'cancelled',
             next_attempt_at = NULL
       WHERE id = ANY (ARRAY (
               SELECT waiting.id
                 FROM webhooks w
                CROSS JOIN LATERAL (
                      SELECT d.id
                        FROM deliveries d
                       WHERE d.webhook_id = w.id
                         AND d.state IN ('pending', 'retrying')
                       LIMIT ?
                         FOR UPDATE OF d SKIP LOCKED) AS waiting
                WHERE w.deleted_at IS NOT NULL))
      """;

  private final JdbcTemplate database;
  private final ClaimedEvents events;
  private final Duration lease;

  ClaimWriter(JdbcTemplate database, DispatchProperties properties) {
    this.database = database;
    this.events = new ClaimedEvents(database);
    this.lease = properties.lease();
  }

  /**
   * Claims what is due in the state, at most the given number of slots for each webhook. What is
   * claimed when the events cannot be read any more is taken back when its lease has ended.
   */
  List<Claim> claim(Order order, DeliveryState state, Map<WebhookId, Integer> slots) {
    String statement =
        switch (order) {
          case ANY -> CLAIM_UNORDERED;
          case BY_KEY -> CLAIM_ORDERED;
        };
    List<WebhookId> webhooks = List.copyOf(slots.keySet());
    LeaseEnd leaseEnds = LeaseEnd.in(lease);
    List<Claimed> claimed =
        database.query(
            connection -> {
              PreparedStatement update = connection.prepareStatement(statement);
              new Columns<>(update, 1, webhooks).uuid(WebhookId::uuid).int4(slots::get);
              update.setString(3, state.label());
              update.setLong(4, lease.toMillis());
              return update;
            },
            (row, _) -> claimed(row));
    Map<EventId, ClaimedEvent> found =
        events.read(claimed.stream().map(Claimed::event).distinct().toList());
    return claimed.stream()
        .map(one -> one.of(requireNonNull(found.get(one.event())), leaseEnds))
        .toList();
  }

  /** Returns how many claims were taken back; no attempt is counted for them. */
  int takeBackLapsed(int limit) {
    return database.update(TAKE_BACK, limit);
  }

  /** Ends what still waits for deleted webhooks. */
  int cancelForDeletedWebhooks(int limitEach) {
    return database.update(CANCEL_DELETED, limitEach);
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    return new Claimed(
        new DeliveryId(row.getObject("id", UUID.class)),
        new Tenant(row.getString("tenant")),
        new EventId(row.getObject("event_id", UUID.class)),
        new WebhookId(row.getObject("webhook_id", UUID.class)),
        row.getObject("claim_token", UUID.class),
        row.getInt("attempts"),
        row.getInt("series_attempts"),
        row.getBoolean("ordered"));
  }

  private record Claimed(
      DeliveryId id,
      Tenant tenant,
      EventId event,
      WebhookId webhook,
      UUID token,
      int attempts,
      int seriesAttempts,
      boolean ordered) {

    Claim of(ClaimedEvent event, LeaseEnd leaseEnds) {
      return new Claim(
          id,
          tenant,
          event.id(),
          webhook,
          token,
          attempts,
          seriesAttempts,
          event.type(),
          event.occurredAt(),
          event.data(),
          ordered,
          leaseEnds);
    }
  }
}
