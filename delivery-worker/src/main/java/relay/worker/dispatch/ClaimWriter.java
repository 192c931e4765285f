package relay.worker.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import relay.columns.Columns;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;

/** Claims deliveries that are due, and takes back claims whose lease has ended. */
@Component
class ClaimWriter {

  /**
   * For each webhook with room, its longest due deliveries in the given state. The webhook is
   * looked at in the same statement: no worker's cache can be behind here.
   *
   * <p>The ids pass through an array because the planner cannot know how few they are: joined, it
   * reads all of the deliveries where there are large backlogs.
   */
  private static final String CLAIM =
      """
      WITH room AS (
        SELECT * FROM unnest(?::uuid[], ?::int[]) AS r (webhook_id, slots)
      ), due AS (
        SELECT waiting.id
          FROM room
          JOIN webhooks w ON w.id = room.webhook_id AND w.enabled AND w.deleted_at IS NULL
         CROSS JOIN LATERAL (
               SELECT d.id
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
      UPDATE deliveries d
         SET state           = 'in_flight',
             claim_token     = gen_random_uuid(),
             lease_until     = now() + ?::bigint * interval '1 millisecond',
             next_attempt_at = NULL
        FROM events e
       WHERE d.id = ANY (ARRAY (SELECT id FROM due))
         AND e.id = d.event_id
      RETURNING d.id, d.tenant, d.event_id, d.webhook_id, d.claim_token, d.attempts, d.series_attempts,
                e.type, e.occurred_at, d.ordered,
                CASE WHEN octet_length(e.data) <= ? THEN e.data END AS data
      """;

  private static final String CLAIM_UNORDERED = CLAIM.replace(":order", "NOT d.ordered");

  /**
   * A delivery with an ordering key waits until every earlier event with that key has ended for its
   * webhook or is at least fanned out.
   */
  private static final String CLAIM_ORDERED =
      CLAIM.replace(
          ":order",
          """
          d.ordered
                  AND NOT EXISTS (
                        SELECT FROM deliveries earlier
                         WHERE earlier.webhook_id = d.webhook_id
                           AND earlier.ordering_key = d.ordering_key
                           AND earlier.event_id < d.event_id
                           AND earlier.state IN ('pending', 'in_flight', 'retrying'))
                  AND NOT EXISTS (
                        SELECT FROM outbox earlier
                         WHERE earlier.tenant = d.tenant
                           AND earlier.ordering_key = d.ordering_key
                           AND earlier.event_id < d.event_id)
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
  private final Duration lease;

  ClaimWriter(JdbcTemplate database, DispatchProperties properties) {
    this.database = database;
    this.lease = properties.lease();
  }

  /** Claims what is due in the state, at most the given number of slots for each webhook. */
  List<Claim> claim(Order order, DeliveryState state, Map<WebhookId, Integer> slots) {
    String statement =
        switch (order) {
          case ANY -> CLAIM_UNORDERED;
          case BY_KEY -> CLAIM_ORDERED;
        };
    List<WebhookId> webhooks = List.copyOf(slots.keySet());
    LeaseEnd leaseEnds = LeaseEnd.in(lease);
    return database.query(
        connection -> {
          PreparedStatement update = connection.prepareStatement(statement);
          new Columns<>(update, 1, webhooks).uuid(WebhookId::uuid).int4(slots::get);
          update.setString(3, state.label());
          update.setLong(4, lease.toMillis());
          update.setInt(5, Lanes.MAX_WAITING_DATA);
          return update;
        },
        (row, _) -> claimed(row, leaseEnds));
  }

  /** Returns how many claims were taken back; no attempt is counted for them. */
  int takeBackLapsed(int limit) {
    return database.update(TAKE_BACK, limit);
  }

  /** Ends what still waits for deleted webhooks. */
  int cancelForDeletedWebhooks(int limitEach) {
    return database.update(CANCEL_DELETED, limitEach);
  }

  private static Claim claimed(ResultSet row, LeaseEnd leaseEnds) throws SQLException {
    @Nullable String data = row.getString("data");
    return new Claim(
        new DeliveryId(row.getObject("id", UUID.class)),
        new Tenant(row.getString("tenant")),
        new EventId(row.getObject("event_id", UUID.class)),
        new WebhookId(row.getObject("webhook_id", UUID.class)),
        row.getObject("claim_token", UUID.class),
        row.getInt("attempts"),
        row.getInt("series_attempts"),
        new EventType(row.getString("type")),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        data == null ? null : data.getBytes(UTF_8),
        row.getBoolean("ordered"),
        leaseEnds);
  }
}
