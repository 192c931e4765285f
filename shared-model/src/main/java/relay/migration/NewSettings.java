package relay.migration;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets the pool renew its connections after a migration: what it sets for the database holds for
 * sessions that begin later.
 */
public final class NewSettings extends BaseCallback {
  private final DataSource database;

  public NewSettings(DataSource database) {
    this.database = database;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE_APPLIED;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      if (database.isWrapperFor(HikariDataSource.class)) {
        database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
      }
    } catch (SQLException refused) {
      throw new IllegalStateException("the connections cannot be renewed", refused);
    }
  }
}
