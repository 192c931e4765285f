package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.worker.NewDatabase;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result looks for its own delivery alone, however many webhooks there are, also in a partition
 * that was empty when the plan was made.
 */
class ResultCostTest {
  private static final int WEBHOOKS = 50;

  /** So many that each webhook has pages of its own in an index. */
  private static final int DELIVERIES_EACH = 400;

  private static final int RESULTS = 200;

  private SingleConnectionDataSource source;
  private JdbcClient database;
  private ResultWriter writer;

  @BeforeEach
  void connect() throws SQLException {
    source = NewDatabase.make("results");
    database = JdbcClient.create(source);
    writer = new ResultWriter(new JdbcTemplate(source), JsonMapper.builder().build());
  }

  @AfterEach
  void disconnect() {
    source.destroy();
  }

  @Test
  void an_attempt_looks_for_its_own_delivery() {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeAttempts(List.of());
    }
    List<Attempted> results =
        InFlight.make(database, WEBHOOKS, DELIVERIES_EACH, RESULTS).stream()
            .map(InFlight::succeeded)
            .toList();

    assertLookedUp(() -> assertThat(writer.writeAttempts(results)).as("stale").isZero());
    assertThat(InFlight.count(database, "succeeded")).isEqualTo(RESULTS);
  }

  @Test
  void what_is_given_back_looks_for_its_own_delivery() {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeReleases(List.of());
    }
    List<Released> results =
        InFlight.make(database, WEBHOOKS, DELIVERIES_EACH, RESULTS).stream()
            .map(InFlight::released)
            .toList();

    assertLookedUp(() -> writer.writeReleases(results));
    assertThat(InFlight.count(database, "pending")).isEqualTo(RESULTS);
  }

  /** To lock it and to change it. After its transaction a connection may report what it did. */
  private void assertLookedUp(Runnable write) {
    long searches =
        new TransactionTemplate(new JdbcTransactionManager(source))
            .execute(
                _ -> {
                  long before = searches();
                  write.run();
                  return searches() - before;
                });

    assertThat(searches).isBetween((long) RESULTS, 3L * RESULTS);
  }

  /** Searches of indexes by this connection, and not yet reported to others. */
  private long searches() {
    return database
        .sql("SELECT sum(idx_scan) FROM pg_stat_xact_user_tables WHERE relname LIKE 'deliveries_%'")
        .query(Long.class)
        .single();
  }
}
