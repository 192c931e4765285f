package relay.api.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.model.EventId;

/**
 * An event as lists show it.
 *
 * @param timestamp when it happened, as its sender said
 * @param createdAt when it was accepted
 * @param status waiting (not yet fanned out), unmatched (nobody was subscribed) or fanned_out
 */
record EventView(
    String id,
    String type,
    Instant timestamp,
    @Nullable String orderingKey,
    Instant createdAt,
    String status) {

  static EventView of(ResultSet row) throws SQLException {
    EventId id = new EventId(row.getObject("id", UUID.class));
    return new EventView(
        id.toString(),
        row.getString("type"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("ordering_key"),
        id.createdAt(),
        row.getString("status"));
  }
}
