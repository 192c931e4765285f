package relay.worker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.database.SessionSettings;
import relay.testservers.OwnDatabase;
import relay.testservers.TestServers;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
@ExtendWith(OutputCaptureExtension.class)
class SessionSettingsTest {
  private static final int CONNECTIONS = 8;

  /** What the log says is to be run. */
  private static final Pattern REMEDY = Pattern.compile("Run (ALTER DATABASE [^;]*);");

  @Autowired HikariDataSource pool;
  @Autowired MeterRegistry registry;

  /** Also those that were open before the first migration: the worker has made this database. */
  @Test
  void each_pooled_connection_has_the_settings_of_the_database_and_nothing_of_its_own()
      throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Connection connection = pool.getConnection();
        all.add(connection);
        assertThat(text(connection, "SHOW random_page_cost")).isEqualTo("1.1");
        assertThat(text(connection, "SHOW plan_cache_mode")).isEqualTo("auto");
        for (int run = 0; run < 20; run++) {
          assertThat(text(connection, "SELECT count(*)::text FROM pg_prepared_statements"))
              .isEqualTo("0");
        }
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    // It is not a number until the settings were looked at for the first time.
    await().atMost(Relay.PATIENCE).untilAsserted(() -> assertThat(wrong(registry)).isZero());
  }

  @Test
  void other_settings_are_logged_once_with_statements_that_put_them_right(CapturedOutput log)
      throws SQLException {
    String name = "other_settings";
    DriverManagerDataSource other =
        new DriverManagerDataSource(
            OwnDatabase.make(
                    name,
                    List.of(
                        "random_page_cost = 4",
                        "plan_cache_mode = force_generic_plan",
                        "default_transaction_isolation = serializable",
                        "synchronous_commit = off"))
                .getJdbcUrl(),
            TestServers.postgres().user(),
            TestServers.postgres().password());
    assertThat(wrongOf(other)).isEqualTo(4);
    assertThat(log)
        .containsOnlyOnce("random_page_cost = 4")
        .containsOnlyOnce("synchronous_commit = off: a crash loses events that were accepted");

    REMEDY
        .matcher(log)
        .results()
        .map(MatchResult::group)
        .map(run -> run.substring("Run ".length(), run.length() - 1))
        .filter(run -> run.contains(name))
        .forEach(run -> JdbcClient.create(other).sql(run).update());

    assertThat(wrongOf(other)).isZero();
  }

  private static double wrongOf(DriverManagerDataSource database) {
    MeterRegistry registry = new SimpleMeterRegistry();
    SessionSettings settings = new SessionSettings(database, registry);
    try {
      await().atMost(Relay.PATIENCE).until(() -> !Double.isNaN(wrong(registry)));
      return wrong(registry);
    } finally {
      settings.close();
    }
  }

  private static double wrong(MeterRegistry registry) {
    return registry.get("relay.database.settings.wrong").gauge().value();
  }

  /** As each statement of the worker is run, which PostgreSQL is to plan each time. */
  private static String text(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
