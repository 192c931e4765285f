package relay.api.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventId;

/** Reads how much is accepted and not yet fanned out, and since when. Thread-safe. */
@Component
public class OutboxLevel {
  /** Ids sort by the time at which they were made, so the first is the oldest. */
  private static final String READ =
      """
      SELECT count(*) AS events,
             (SELECT event_id FROM outbox ORDER BY event_id LIMIT 1) AS oldest
        FROM outbox
      """;

  /** What the outbox holds; {@code oldest} is null if it is empty. */
  public record Level(long events, @Nullable EventId oldest) {}

  private final JdbcClient database;

  OutboxLevel(JdbcClient database) {
    this.database = database;
  }

  /** Reads it now. */
  public Level read() {
    return database
        .sql(READ)
        .query(
            (row, _) -> {
              UUID oldest = row.getObject("oldest", UUID.class);
              return new Level(row.getLong("events"), oldest == null ? null : new EventId(oldest));
            })
        .single();
  }
}
