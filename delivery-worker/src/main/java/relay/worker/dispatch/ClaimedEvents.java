package relay.worker.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import relay.columns.Columns;
import relay.model.EventId;
import relay.model.EventType;

/** Reads events of claims, each once for however many webhooks it is claimed. Thread-safe. */
final class ClaimedEvents {
  /** Looked for one by one: joined, a plan from when there were none reads all of them. */
  private static final String READ =
      """
      SELECT e.*
        FROM unnest(?::uuid[]) AS claimed (event_id)
       CROSS JOIN LATERAL (
             SELECT id, type, occurred_at, CASE WHEN octet_length(data) <= ? THEN data END AS data
               FROM events
              WHERE id = claimed.event_id
              LIMIT 1) AS e
      """;

  private final JdbcTemplate database;

  ClaimedEvents(JdbcTemplate database) {
    this.database = database;
  }

  Map<EventId, ClaimedEvent> read(List<EventId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return database
        .query(
            connection -> {
              PreparedStatement select = connection.prepareStatement(READ);
              new Columns<>(select, 1, ids).uuid(EventId::uuid);
              select.setInt(2, Lanes.MAX_WAITING_DATA);
              return select;
            },
            (row, _) -> event(row))
        .stream()
        .collect(toMap(ClaimedEvent::id, identity()));
  }

  private static ClaimedEvent event(ResultSet row) throws SQLException {
    @Nullable String data = row.getString("data");
    return new ClaimedEvent(
        new EventId(row.getObject("id", UUID.class)),
        new EventType(row.getString("type")),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        data == null ? null : data.getBytes(UTF_8));
  }
}
