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
import relay.worker.NewDatabase;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import tools.jackson.databind.json.JsonMapper;

/** The deliveries of a batch may be in any partitions. */
class ResultPartitionsTest {
  private SingleConnectionDataSource source;
  private JdbcClient database;
  private ResultWriter writer;

  @BeforeEach
  void connect() throws SQLException {
    source = NewDatabase.make("result_partitions");
    database = JdbcClient.create(source);
    writer = new ResultWriter(new JdbcTemplate(source), JsonMapper.builder().build());
  }

  @AfterEach
  void disconnect() {
    source.destroy();
  }

  @Test
  void attempts_are_written_in_each() {
    List<String> events = eventOfEachPartition();
    List<Attempted> results =
        InFlight.make(database, events).stream().map(InFlight::succeeded).toList();

    assertThat(writer.writeAttempts(results)).as("stale").isZero();

    assertThat(InFlight.count(database, "succeeded")).isEqualTo(events.size());
  }

  @Test
  void claims_are_given_back_in_each() {
    List<String> events = eventOfEachPartition();
    List<Released> results =
        InFlight.make(database, events).stream().map(InFlight::released).toList();

    writer.writeReleases(results);

    assertThat(InFlight.count(database, "pending")).isEqualTo(events.size());
  }

  /** The last is of the year 10889, whose ids are negative numbers to Java. */
  private List<String> eventOfEachPartition() {
    return database
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
