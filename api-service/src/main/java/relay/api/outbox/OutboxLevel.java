package relay.api.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventId;
import relay.model.Tenant;

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

  private static final String READ_OF_TENANT =
      """
      SELECT count(*) AS events,
             (SELECT event_id FROM outbox WHERE tenant = :tenant ORDER BY event_id LIMIT 1) AS oldest
        FROM outbox
       WHERE tenant = :tenant
      """;

  /** What the outbox holds; {@code oldest} is null if it is empty. */
  public record Level(long events, @Nullable EventId oldest) {}

  private final JdbcClient database;

  OutboxLevel(JdbcClient database) {
    this.database = database;
  }

  /** What is in it now. */
  Level read() {
    return read(database.sql(READ));
  }

  /** What of a tenant is in it now. */
  public Level read(Tenant tenant) {
    return read(database.sql(READ_OF_TENANT).param("tenant", tenant.name()));
  }

  private static Level read(JdbcClient.StatementSpec statement) {
    return statement
        .query(
            (row, _) -> {
              UUID oldest = row.getObject("oldest", UUID.class);
              return new Level(row.getLong("events"), oldest == null ? null : new EventId(oldest));
            })
        .single();
  }
}
