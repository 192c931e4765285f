package relay.migration;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets a migration take the time that it needs. The services' connections give up a statement after
 * seconds, since a server may have gone silent; to build an index of a large table takes longer,
 * and a migration that is given up starts from the beginning each time.
 */
public final class MigrationPatience extends BaseCallback {
  private static final int NO_LIMIT = 0;

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      context.getConnection().setNetworkTimeout(Runnable::run, NO_LIMIT);
    } catch (SQLException refused) {
      throw new IllegalStateException("a migration cannot be given its time", refused);
    }
  }
}
