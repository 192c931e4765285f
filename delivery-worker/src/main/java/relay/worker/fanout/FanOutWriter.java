package relay.worker.fanout;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import relay.columns.Columns;
import relay.wire.EventRecord;

/** The statements of the fan-out's transaction. */
@Component
class FanOutWriter {
  private static final int INSERT_BATCH = 5_000;

  /**
   * Rows are locked in order of their ids, so that two workers cannot wait for each other. Each is
   * looked up by itself ({@code LIMIT 1}): by its statistics the outbox is often empty, and then a
   * join walks through all of it for each row.
   */
  private static final String TAKE =
      """
      WITH held AS (
        SELECT o.event_id
          FROM (SELECT event_id FROM unnest(?::uuid[]) AS e (event_id) ORDER BY event_id) AS e
         CROSS JOIN LATERAL (
               SELECT event_id
                 FROM outbox
                WHERE event_id = e.event_id
                LIMIT 1
                  FOR UPDATE) AS o
      )
      DELETE FROM outbox
       WHERE event_id = ANY (ARRAY (SELECT event_id FROM held))
      RETURNING event_id
      """;

  private static final String INSERT =
      """
      INSERT INTO deliveries
             (id, tenant, event_id, webhook_id, ordering_key, claim_token, state, lease_until,
              next_attempt_at)
      SELECT id, tenant, event_id, webhook_id, ordering_key, claim_token,
             CASE WHEN claim_token IS NULL THEN 'pending' ELSE 'in_flight' END,
             CASE WHEN claim_token IS NOT NULL THEN now() + ?::bigint * interval '1 millisecond' END,
             CASE WHEN claim_token IS NULL THEN now() END
        FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[])
          AS d (id, tenant, event_id, webhook_id, ordering_key, claim_token)
      """;

  private static final String INSERT_UNMATCHED =
      """
      INSERT INTO unmatched_events (tenant, event_id)
      SELECT * FROM unnest(?::text[], ?::uuid[])
      ON CONFLICT DO NOTHING
      """;

  private final JdbcTemplate database;

  FanOutWriter(JdbcTemplate database) {
    this.database = database;
  }

  /** Takes the events out of the outbox; returns the ids of those that were still in it. */
  Set<UUID> takeFromOutbox(List<EventRecord> events) {
    List<UUID> ids = events.stream().map(event -> event.id().uuid()).distinct().toList();
    return new HashSet<>(
        database.query(
            connection -> {
              PreparedStatement delete = connection.prepareStatement(TAKE);
              new Columns<>(delete, 1, ids).uuid(id -> id);
              return delete;
            },
            (row, _) -> row.getObject("event_id", UUID.class)));
  }

  void insert(List<NewDelivery> deliveries, Duration lease) {
    for (int from = 0; from < deliveries.size(); from += INSERT_BATCH) {
      int to = Math.min(from + INSERT_BATCH, deliveries.size());
      insertBatch(deliveries.subList(from, to), lease);
    }
  }

  /** Remembers the events that nobody was subscribed to. */
  void insertUnmatched(List<EventRecord> events) {
    if (events.isEmpty()) {
      return;
    }
    database.update(
        connection -> {
          PreparedStatement insert = connection.prepareStatement(INSERT_UNMATCHED);
          new Columns<>(insert, 1, events)
              .text(event -> event.tenant().name())
              .uuid(event -> event.id().uuid());
          return insert;
        });
  }

  private void insertBatch(List<NewDelivery> deliveries, Duration lease) {
    database.update(
        connection -> {
          PreparedStatement insert = connection.prepareStatement(INSERT);
          insert.setLong(1, lease.toMillis());
          new Columns<>(insert, 2, deliveries)
              .uuid(FanOutWriter::id)
              .text(FanOutWriter::tenant)
              .uuid(FanOutWriter::eventId)
              .uuid(FanOutWriter::webhookId)
              .text(FanOutWriter::orderingKey)
              .uuid(FanOutWriter::token);
          return insert;
        });
  }

  private static UUID id(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed(var claim) -> claim.deliveryId().uuid();
      case NewDelivery.Waiting waiting -> waiting.id().uuid();
    };
  }

  private static String tenant(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed(var claim) -> claim.tenant().name();
      case NewDelivery.Waiting waiting -> waiting.tenant().name();
    };
  }

  private static UUID eventId(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed(var claim) -> claim.eventId().uuid();
      case NewDelivery.Waiting waiting -> waiting.eventId().uuid();
    };
  }

  private static UUID webhookId(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed(var claim) -> claim.webhookId().uuid();
      case NewDelivery.Waiting waiting -> waiting.webhookId().uuid();
    };
  }

  private static @Nullable String orderingKey(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed _ -> null;
      case NewDelivery.Waiting waiting -> waiting.orderingKey();
    };
  }

  private static @Nullable UUID token(NewDelivery delivery) {
    return switch (delivery) {
      case NewDelivery.Claimed(var claim) -> claim.token();
      case NewDelivery.Waiting _ -> null;
    };
  }
}
