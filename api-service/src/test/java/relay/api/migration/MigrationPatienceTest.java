package relay.api.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.migration.MigrationPatience;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** The migration of this test takes two seconds, on a connection that gives up after one. */
@Tag("slow")
class MigrationPatienceTest {
  private final String schema = "slow_" + UUID.randomUUID().toString().replace('-', '_');
  private final DriverManagerDataSource impatient = impatient();

  private static DriverManagerDataSource impatient() {
    TestPostgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password());
    Properties aSecond = new Properties();
    aSecond.setProperty("socketTimeout", "1");
    source.setConnectionProperties(aSecond);
    return source;
  }

  @AfterEach
  void dropSchema() {
    JdbcClient.create(impatient).sql("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema)).update();
  }

  @Test
  void a_migration_may_take_longer_than_any_other_statement() {
    assertThatThrownBy(() -> migrate()).isInstanceOf(FlywayException.class);

    assertThat(migrate(new MigrationPatience())).isOne();
  }

  private int migrate(Callback... callbacks) {
    return Flyway.configure()
        .dataSource(impatient)
        .schemas(schema)
        .locations("classpath:relay/api/migration")
        .callbacks(callbacks)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
