package relay.api.invariant;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** A database in which nobody else writes what an audit would miss. */
@TestConfiguration(proxyBeanMethods = false)
class OwnDatabase {
  private static final String NAME = "invariant";

  @Bean
  @Primary
  JdbcConnectionDetails ownDatabase() throws SQLException {
    TestPostgres postgres = TestServers.postgres();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(NAME));
      statement.execute("CREATE DATABASE " + NAME);
    }
    return postgres.connectionDetails(NAME);
  }
}
