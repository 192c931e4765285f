package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.api.ApiTest;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** Several services sweep one outbox: here one that the service under test does not sweep too. */
@ApiTest
class SweepersTest {
  private static final int EVENTS = 400;

  @Autowired JdbcClient database;

  @BeforeEach
  void makeOutbox() {
    database.sql("DROP SCHEMA IF EXISTS sweepers CASCADE").update();
    database.sql("CREATE SCHEMA sweepers").update();
    database.sql("CREATE TABLE sweepers.outbox (LIKE public.outbox INCLUDING ALL)").update();
    database
        .sql(
            """
            INSERT INTO sweepers.outbox (event_id, next_sweep_at)
            SELECT gen_random_uuid(), now() FROM generate_series(1, :events)
            """)
        .param("events", EVENTS)
        .update();
  }

  @Test
  void each_event_is_claimed_by_one_of_them() throws Exception {
    List<UUID> claimed = new ArrayList<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> sweepers =
          IntStream.range(0, 8)
              .mapToObj(_ -> threads.submit((Callable<List<UUID>>) SweepersTest::claimAll))
              .toList();
      for (Future<List<UUID>> sweeper : sweepers) {
        claimed.addAll(sweeper.get());
      }
    }

    assertThat(claimed).hasSize(EVENTS).doesNotHaveDuplicates();
  }

  private static List<UUID> claimAll() {
    TestPostgres postgres = TestServers.postgres();
    DriverManagerDataSource connections =
        new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password());
    connections.setSchema("sweepers");
    OutboxRows outbox = new OutboxRows(new JdbcTemplate(connections));

    List<UUID> all = new ArrayList<>();
    List<UUID> claimed;
    do {
      claimed = outbox.claimDue(20, Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1));
      all.addAll(claimed);
    } while (!claimed.isEmpty());
    return all;
  }
}
