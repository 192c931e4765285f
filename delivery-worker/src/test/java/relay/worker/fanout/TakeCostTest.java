package relay.worker.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.wire.EventRecord;
import relay.worker.NewDatabase;

/**
 * A batch takes its own rows out of the outbox and does not read the others, also when by the
 * statistics there are none.
 */
class TakeCostTest {
  private static final int WAITING = 20_000;
  private static final int TAKEN = 500;

  @Test
  void a_batch_reads_what_it_takes() throws SQLException {
    SingleConnectionDataSource source = NewDatabase.make("taking");
    try {
      JdbcClient database = JdbcClient.create(source);
      FanOutWriter writer = new FanOutWriter(new JdbcTemplate(source));
      for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
        assertThat(writer.takeFromOutbox(List.of(event(UUID.randomUUID())))).isEmpty();
      }
      seed(database);
      List<EventRecord> batch =
          database
              .sql("SELECT event_id FROM outbox ORDER BY event_id DESC LIMIT ?")
              .param(TAKEN)
              .query((row, _) -> event(row.getObject(1, UUID.class)))
              .list();

      long read =
          new TransactionTemplate(new JdbcTransactionManager(source))
              .execute(
                  _ -> {
                    long before = read(database);
                    assertThat(writer.takeFromOutbox(batch)).hasSize(TAKEN);
                    return read(database) - before;
                  });

      assertThat(read).isBetween((long) TAKEN, 4L * TAKEN);
    } finally {
      source.destroy();
    }
  }

  private static EventRecord event(UUID id) {
    return new EventRecord(
        new EventId(id),
        Tenant.DEFAULT,
        new EventType("order.created"),
        Instant.EPOCH,
        0,
        null,
        "{}".getBytes(UTF_8));
  }

  private static void seed(JdbcClient database) {
    database
        .sql(
            """
            WITH event AS (
              INSERT INTO events (id, type, data, occurred_at, subscription_version)
              SELECT uuidv7(), 'order.created', '{}', now(), 0 FROM generate_series(1, ?)
              RETURNING id
            )
            INSERT INTO outbox (event_id, next_sweep_at) SELECT id, now() FROM event
            """)
        .param(WAITING)
        .update();
  }

  /** Rows that this connection has read, and not yet reported to others. */
  private static long read(JdbcClient database) {
    return database
        .sql(
            """
            SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
              FROM pg_stat_xact_user_tables
             WHERE relname = 'outbox'
            """)
        .query(Long.class)
        .single();
  }
}
