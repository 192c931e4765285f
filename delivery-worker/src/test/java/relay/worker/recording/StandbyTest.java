package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;
import relay.worker.Relay;
import relay.worker.WorkerTest;

/** PostgreSQL that answers and takes no changes, as it does after a failover. */
@WorkerTest
class StandbyTest {
  /** The services are themselves again so soon after the database. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @Autowired Relay relay;
  @Autowired MeterRegistry registry;
  @LocalServerPort int port;

  private final TestPostgres postgres = TestServers.stoppable().postgres();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void takesChangesAgain() throws SQLException {
    takeChanges();
    http.close();
  }

  /** Connections that were made meanwhile only read for as long as they live. */
  @Test
  void a_result_waits_for_a_server_that_takes_it_and_connections_that_only_read_are_not_kept()
      throws Exception {
    String type = Relay.newType();
    CountDownLatch answer = new CountDownLatch(1);
    try (Receiver receiver = Receiver.answering(200, answer)) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);
      onlyRead();
      answer.countDown();
      await().atMost(Relay.PATIENCE).until(() -> oldestAge() >= 1);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(
              () -> {
                HttpResponse<String> readiness = readiness();
                assertThat(readiness.statusCode()).isEqualTo(503);
                assertThat(readiness.body())
                    .contains("PostgreSQL only allows reading: is it a standby?");
              });

      takeChanges();

      await().atMost(SOON).until(() -> readiness().statusCode() == 200 && oldestAge() == 0);
      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  private double oldestAge() {
    return registry.get("relay.results.oldest.age").gauge().value();
  }

  private HttpResponse<String> readiness() throws Exception {
    URI uri = URI.create("http://localhost:%d/actuator/health/readiness".formatted(port));
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private void onlyRead() throws SQLException {
    sql(
        "ALTER DATABASE %s SET default_transaction_read_only = on",
        """
        SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """);
  }

  private void takeChanges() throws SQLException {
    sql(
        "SET default_transaction_read_only = off",
        "ALTER DATABASE %s RESET default_transaction_read_only");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.formatted(connection.getCatalog()));
      }
    }
  }
}
