package relay.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether PostgreSQL takes changes. One that answers may be a standby, which refuses every event.
 * Thread-safe.
 */
@Component("postgresql")
public final class DatabaseHealth implements HealthIndicator {
  /** Changes nothing, and is refused where nothing may be changed. */
  private static final String CHANGE = "DELETE FROM outbox WHERE false";

  private static final int ANSWERS_WITHIN_SECONDS = 2;

  private final DataSource database;

  public DatabaseHealth(DataSource database) {
    this.database = database;
  }

  @Override
  public Health health() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(ANSWERS_WITHIN_SECONDS);
      statement.executeUpdate(CHANGE);
      return Health.up().build();
    } catch (SQLException failure) {
      // Everybody may read this, so it has nothing of the message, which may name hosts.
      return Health.down()
          .withDetail(
              "reason",
              ServerState.isReadOnly(failure)
                  ? "PostgreSQL only allows reading: is it a standby?"
                  : "PostgreSQL does not answer.")
          .build();
    }
  }
}
