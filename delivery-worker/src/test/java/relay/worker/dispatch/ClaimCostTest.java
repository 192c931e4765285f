package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.worker.NewDatabase;
import relay.worker.attempt.Claim;

/**
 * A claim reads what it claims and not what there is, also with the plan that a connection keeps
 * from when there was nothing.
 */
class ClaimCostTest {
  private static final int WAITING = 20_000;
  private static final int CLAIMED = 100;

  private static final WebhookId WEBHOOK = WebhookId.next();

  @ParameterizedTest
  @EnumSource
  void a_claim_reads_what_it_claims(Order order) throws SQLException {
    SingleConnectionDataSource source = NewDatabase.make("claims");
    try {
      JdbcClient database = JdbcClient.create(source);
      ClaimWriter writer =
          new ClaimWriter(
              new JdbcTemplate(source),
              new DispatchProperties(Duration.ofSeconds(45), 64, 1000, Duration.ofSeconds(20)));
      for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
        assertThat(claim(writer, order)).isEmpty();
      }
      seed(database, order);

      long read =
          new TransactionTemplate(new JdbcTransactionManager(source))
              .execute(
                  _ -> {
                    long before = read(database);
                    assertThat(claim(writer, order)).hasSize(CLAIMED);
                    return read(database) - before;
                  });

      assertThat(read).isBetween((long) CLAIMED, 10L * CLAIMED);
    } finally {
      source.destroy();
    }
  }

  private static List<Claim> claim(ClaimWriter writer, Order order) {
    return writer.claim(order, DeliveryState.PENDING, Map.of(WEBHOOK, CLAIMED));
  }

  /** Each with an ordering key of its own, if any, so that all may go. */
  private static void seed(JdbcClient database, Order order) {
    database
        .sql(
            """
            INSERT INTO webhooks (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
            VALUES (?, 'http://localhost:9/', '{*}', '{}', '', true, 15, now())
            """)
        .param(WEBHOOK.uuid())
        .update();
    database
        .sql(
            """
            INSERT INTO events (id, type, data, occurred_at, subscription_version)
            SELECT uuidv7(), 'order.created', '{}', now(), 0 FROM generate_series(1, ?)
            """)
        .param(WAITING)
        .update();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, next_attempt_at, ordering_key)
            SELECT uuidv7(), id, ?, 'pending', now(), CASE WHEN ? THEN id::text END FROM events
            """)
        .param(WEBHOOK.uuid())
        .param(order == Order.BY_KEY)
        .update();
  }

  /** Rows that this connection has read, and not yet reported to others. */
  private static long read(JdbcClient database) {
    return database
        .sql(
            """
            SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))
              FROM pg_stat_xact_user_tables
             WHERE relname LIKE 'events%' OR relname LIKE 'deliveries%'
            """)
        .query(Long.class)
        .single();
  }
}
