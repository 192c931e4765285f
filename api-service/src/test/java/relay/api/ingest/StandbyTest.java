package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** PostgreSQL that answers and takes no changes, as it does after a failover. */
@OutageTest
class StandbyTest {
  /** The services are themselves again so soon after the database. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @Autowired Api api;

  private final TestPostgres postgres = TestServers.stoppable().postgres();
  private final String body = "{\"type\":\"%s\",\"data\":1}".formatted(Api.newType());

  @AfterEach
  void takesChangesAgain() throws SQLException {
    postgres.start();
    sql("SELECT pg_promote() WHERE pg_is_in_recovery()");
    takeChanges();
    awaitAccepted();
  }

  @Test
  void a_primary_that_becomes_a_standby_and_is_promoted_again_is_used_at_once() throws Exception {
    awaitAccepted();
    sql("COPY (SELECT 1) TO '%s/standby.signal'".formatted(one("SHOW data_directory")));
    postgres.stop();
    postgres.start();
    assertThat(one("SELECT pg_is_in_recovery()")).isEqualTo("t");

    assertRefused();

    sql("SELECT pg_promote()");
    assertAcceptedSoon();
  }

  /** Connections that were made meanwhile only read for as long as they live. */
  @Test
  void connections_that_only_read_are_not_used_again() throws Exception {
    awaitAccepted();
    sql(
        "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database()),
        """
        SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """);

    assertRefused();

    takeChanges();
    assertAcceptedSoon();
  }

  private void assertRefused() {
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(
            () -> {
              Api.Answer refused = api.post("/events", body).isProblem(503);
              assertThat(refused.text("detail")).contains("only allows reading");
              assertThat(refused.header("Retry-After")).isEqualTo("2");
            });
    // A connection of before may have to be found broken first.
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        api.get("/actuator/health/readiness")
                            .is(503)
                            .json()
                            .at("/components/postgresql/details/reason")
                            .asString())
                    .isEqualTo("PostgreSQL only allows reading: is it a standby?"));
    api.get("/actuator/health/liveness").is(200);
  }

  private void assertAcceptedSoon() {
    await()
        .atMost(SOON)
        .until(
            () ->
                api.post("/events", body).status() == 202
                    && api.get("/actuator/health/readiness").status() == 200);
    for (int n = 0; n < 50; n++) {
      api.post("/events", body).is(202);
    }
  }

  private void awaitAccepted() {
    await().atMost(Api.PATIENCE).until(() -> api.post("/events", body).status() == 202);
  }

  private void takeChanges() throws SQLException {
    sql(
        "SET default_transaction_read_only = off",
        "ALTER DATABASE %s RESET default_transaction_read_only".formatted(database()));
  }

  private String database() throws SQLException {
    return one("SELECT current_database()");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }
}
