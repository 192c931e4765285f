package relay.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import relay.columns.Columns;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.wire.EventRecord;

/** The statements of the sweeper, each a transaction of its own. */
@Component
class OutboxRows {
  private static final String IS_ANY_DUE =
      "SELECT EXISTS (SELECT FROM outbox WHERE next_sweep_at <= now())";

  /** Several sweepers pass over each other's rows. The power is capped before it overflows. */
  private static final String CLAIM =
      """
      UPDATE outbox
         SET sweeps = outbox.sweeps + 1,
             next_sweep_at = now() + least(?::bigint * 2 ^ least(outbox.sweeps + 1, 20), ?::bigint)
                                     * interval '1 millisecond'
        FROM (SELECT event_id
                FROM outbox
               WHERE next_sweep_at <= now() - ?::bigint * interval '1 millisecond'
               ORDER BY next_sweep_at
               LIMIT ?
                 FOR UPDATE SKIP LOCKED) AS due
       WHERE outbox.event_id = due.event_id
      RETURNING outbox.event_id
      """;

  private static final String GIVE_BACK =
      """
      UPDATE outbox
         SET sweeps = greatest(sweeps - 1, 0),
             next_sweep_at = now() + ?::bigint * interval '1 millisecond'
       WHERE event_id = ANY (?)
      """;

  private static final String EVENTS =
      """
      SELECT id, tenant, type, data, occurred_at, ordering_key, subscription_version
        FROM events
       WHERE id = ANY (?)
       ORDER BY id
      """;

  private final JdbcTemplate database;

  OutboxRows(JdbcTemplate database) {
    this.database = database;
  }

  boolean isAnyDue() {
    return Boolean.TRUE.equals(database.queryForObject(IS_ANY_DUE, Boolean.class));
  }

  /**
   * Takes the rows that have been due for so long and says when they are due again; returns their
   * events' ids.
   */
  List<UUID> claimDue(int limit, Duration dueFor, Duration firstPause, Duration longestPause) {
    return database.query(
        CLAIM,
        (row, _) -> row.getObject("event_id", UUID.class),
        firstPause.toMillis(),
        longestPause.toMillis(),
        dueFor.toMillis(),
        limit);
  }

  /** Undoes a claim, since the events could not be published. */
  void giveBack(List<UUID> events, Duration pause) {
    database.update(
        connection -> {
          PreparedStatement update = connection.prepareStatement(GIVE_BACK);
          update.setLong(1, pause.toMillis());
          new Columns<>(update, 2, events).uuid(id -> id);
          return update;
        });
  }

  /** The events with these ids, in the order in which they were accepted. */
  List<EventRecord> read(List<UUID> events) {
    return database.query(
        connection -> {
          PreparedStatement select = connection.prepareStatement(EVENTS);
          new Columns<>(select, 1, events).uuid(id -> id);
          return select;
        },
        (row, _) -> event(row));
  }

  private static EventRecord event(ResultSet row) throws SQLException {
    return new EventRecord(
        new EventId(row.getObject("id", UUID.class)),
        new Tenant(row.getString("tenant")),
        new EventType(row.getString("type")),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getLong("subscription_version"),
        row.getString("ordering_key"),
        row.getString("data").getBytes(UTF_8));
  }
}
