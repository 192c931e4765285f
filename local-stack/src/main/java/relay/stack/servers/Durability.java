package relay.stack.servers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import relay.stack.process.StackException;

/** Whether a PostgreSQL keeps what it has committed when the machine loses its power. */
public final class Durability {
  private Durability() {}

  /**
   * Checks the settings as the server states them.
   *
   * @throws StackException if a commit could be lost
   */
  public static void check(Connection connection) throws SQLException {
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      try (Statement statement = connection.createStatement();
          ResultSet answer = statement.executeQuery("SHOW " + setting)) {
        answer.next();
        if (!"on".equals(answer.getString(1))) {
          throw new StackException(
              "PostgreSQL runs with %s=%s and would lose accepted events in a crash: set it to on."
                  .formatted(setting, answer.getString(1)));
        }
      }
    }
  }
}
