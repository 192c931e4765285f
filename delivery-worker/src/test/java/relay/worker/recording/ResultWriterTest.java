package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.worker.Gate;
import relay.worker.NewDatabase;
import relay.worker.attempt.Claim;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import tools.jackson.databind.json.JsonMapper;

/**
 * The deliveries of a batch may be in any partitions, and a claim that is taken back while its
 * result is written holds no more, while all others do.
 */
class ResultWriterTest {
  private static final int RESULTS = 50;

  private SingleConnectionDataSource workers;
  private SingleConnectionDataSource others;
  private JdbcClient other;
  private ResultWriter writer;
  private Gate gate;

  @BeforeEach
  void connect() throws SQLException {
    workers = NewDatabase.make("results");
    others = NewDatabase.connect("results");
    other = JdbcClient.create(others);
    writer = new ResultWriter(new JdbcTemplate(workers), JsonMapper.builder().build());
    gate = new Gate(other);
    gate.passedBy(JdbcClient.create(workers));
  }

  @AfterEach
  void disconnect() {
    workers.destroy();
    others.destroy();
  }

  @Test
  void an_attempt_comes_too_late() throws Exception {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeAttempts(List.of());
    }
    List<Claim> claims = InFlight.make(other, RESULTS, 1, RESULTS);
    List<Attempted> results = claims.stream().map(InFlight::succeeded).toList();

    int stale = takenBackMeanwhile(claims.get(1), () -> writer.writeAttempts(results));

    assertThat(stale).isEqualTo(1);
    assertThat(InFlight.count(other, "succeeded")).isEqualTo(RESULTS - 1);
    assertThat(InFlight.count(other, "pending")).isEqualTo(1);
  }

  @Test
  void a_delivery_is_given_back_once() throws Exception {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeReleases(List.of());
    }
    List<Claim> claims = InFlight.make(other, RESULTS, 1, RESULTS);
    List<Released> results = claims.stream().map(InFlight::released).toList();

    takenBackMeanwhile(
        claims.get(1),
        () -> {
          writer.writeReleases(results);
          return results;
        });

    assertThat(InFlight.count(other, "pending")).isEqualTo(RESULTS);
  }

  @Test
  void attempts_are_written_in_each_partition() {
    List<String> events = eventOfEachPartition();
    List<Attempted> results =
        InFlight.make(other, events).stream().map(InFlight::succeeded).toList();

    assertThat(writer.writeAttempts(results)).as("stale").isZero();

    assertThat(InFlight.count(other, "succeeded")).isEqualTo(events.size());
  }

  @Test
  void claims_are_given_back_in_each_partition() {
    List<String> events = eventOfEachPartition();
    List<Released> results = InFlight.make(other, events).stream().map(InFlight::released).toList();

    writer.writeReleases(results);

    assertThat(InFlight.count(other, "pending")).isEqualTo(events.size());
  }

  /** The results have begun to be written, and wait for the row. */
  private <T> T takenBackMeanwhile(Claim claim, Callable<T> writing) throws Exception {
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      Future<T> written =
          new TransactionTemplate(new JdbcTransactionManager(others))
              .execute(
                  _ -> {
                    takeBack(claim);
                    Future<T> begun = worker.submit(writing);
                    await().until(gate::isWaitedFor);
                    return begun;
                  });
      return written.get();
    }
  }

  private void takeBack(Claim claim) {
    other
        .sql(
            """
            UPDATE deliveries
               SET state = 'pending', next_attempt_at = now(), claim_token = NULL, lease_until = NULL
             WHERE id = ?
            """)
        .param(claim.deliveryId().uuid())
        .update();
  }

  /** The last is of the year 10889, whose ids are negative numbers to Java. */
  private List<String> eventOfEachPartition() {
    return other
        .sql(
            """
            SELECT id
              FROM unnest(ARRAY[uuidv7(interval '-9 days'), uuidv7(), uuidv7(interval '3 days'),
                                uuidv7(interval '6 days'), 'ffffffff-ffff-7fff-bfff-ffffffffffff']) AS e (id)
            """)
        .query(String.class)
        .list();
  }
}
