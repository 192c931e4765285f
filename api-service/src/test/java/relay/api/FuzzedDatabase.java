package relay.api;

import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import relay.testservers.OwnDatabase;

/** One in which nobody else writes, and whose rows are soon counted. */
@TestConfiguration(proxyBeanMethods = false)
class FuzzedDatabase {
  static final String NAME = "fuzzed";

  @Bean
  @Primary
  JdbcConnectionDetails ownDatabase() throws SQLException {
    return OwnDatabase.make(NAME, List.of());
  }
}
