package relay.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A database in which no other test writes, on a server that none stops. */
public final class OwnDatabase {
  private OwnDatabase() {}

  /** An empty one; {@code settings} such as {@code "work_mem = '8MB'"} hold in it alone. */
  public static JdbcConnectionDetails make(String name, List<String> settings) throws SQLException {
    TestPostgres postgres = TestServers.postgres();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
      statement.execute("CREATE DATABASE " + name);
      for (String setting : settings) {
        statement.execute("ALTER DATABASE %s SET %s".formatted(name, setting));
      }
    }
    return postgres.connectionDetails(name);
  }
}
