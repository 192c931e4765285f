package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.database.ReconnectingDriver;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** How the pool finds a PostgreSQL that was away. */
@OutageTest
class ReconnectTest {
  @Autowired HikariDataSource pool;
  @Autowired Api api;

  private final TestPostgres postgres = TestServers.stoppable().postgres();
  private final Driver driver = new ReconnectingDriver();

  @AfterEach
  void starts() {
    postgres.start();
    await().atMost(Api.PATIENCE).until(() -> api.get("/actuator/health/readiness").status() == 200);
  }

  @Test
  void the_pool_uses_it() {
    assertThat(pool.getDriverClassName()).isEqualTo(ReconnectingDriver.class.getName());
  }

  /** The pool would wait for up to five seconds after a second failure. */
  @Test
  void only_the_first_attempt_of_an_outage_fails_and_the_next_ends_with_it() {
    postgres.stop();
    assertThatThrownBy(() -> connect(postgres.password())).isInstanceOf(SQLException.class);
    CompletableFuture<Boolean> next = connectAside(postgres.password());
    CompletableFuture<Boolean> later = connectAside(postgres.password());

    postgres.start();

    assertThat(next.join()).isTrue();
    assertThat(later.join()).isTrue();
  }

  /** The driver itself says of the second that the connection was rejected. */
  @ParameterizedTest
  @CsvSource({"not its password, 28P01", "'', 08004"})
  void what_a_server_answers_is_no_outage(String password, String state) throws SQLException {
    for (int n = 0; n < 2; n++) {
      assertThat(connectAside(password))
          .failsWithin(Api.PATIENCE)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo(state));
    }
    connect(postgres.password()).close();
  }

  @Test
  void a_pool_that_is_closed_ends_it() {
    postgres.stop();
    assertThatThrownBy(() -> connect(postgres.password())).isInstanceOf(SQLException.class);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> connect(postgres.password())).isInstanceOf(SQLException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private CompletableFuture<Boolean> connectAside(String password) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection connection = connect(password)) {
            return connection.isValid(2);
          } catch (SQLException failure) {
            throw new CompletionException(failure);
          }
        },
        Thread::startVirtualThread);
  }

  private Connection connect(String password) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", postgres.user());
    login.setProperty("password", password);
    return driver.connect(postgres.url(), login);
  }
}
