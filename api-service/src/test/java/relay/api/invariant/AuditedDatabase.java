package relay.api.invariant;

import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import relay.testservers.OwnDatabase;

/** One in which nobody else writes what an audit would miss. */
@TestConfiguration(proxyBeanMethods = false)
class AuditedDatabase {
  static final String NAME = "invariant";

  @Bean
  @Primary
  JdbcConnectionDetails ownDatabase() throws SQLException {
    return OwnDatabase.make(NAME, List.of());
  }
}
