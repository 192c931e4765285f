package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.testservers.OwnDatabase;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;
import relay.worker.attempt.Claim;

/**
 * A claim reads what it claims and not what there is, also with the plan that a connection keeps
 * from when there was nothing.
 */
class ClaimCostTest {
  private static final String OPTIONS = "spring.datasource.hikari.data-source-properties.options";

  private static final int WAITING = 20_000;
  private static final int CLAIMED = 100;

  /** After so many the driver has PostgreSQL keep the plan. */
  private static final int UNTIL_KEPT = 10;

  private static final WebhookId WEBHOOK = WebhookId.next();

  @ParameterizedTest
  @EnumSource
  void a_claim_reads_what_it_claims(Order order) throws SQLException {
    SingleConnectionDataSource source = source();
    try {
      JdbcClient database = JdbcClient.create(source);
      makePartitions(database);
      database.sql("ANALYZE").update();
      ClaimWriter writer =
          new ClaimWriter(
              new JdbcTemplate(source),
              new DispatchProperties(Duration.ofSeconds(45), 64, 1000, Duration.ofSeconds(20)));
      for (int i = 0; i < UNTIL_KEPT; i++) {
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

  /** With the settings that the worker's connections have. */
  private static SingleConnectionDataSource source() throws SQLException {
    TestPostgres server = TestServers.postgres();
    String url = OwnDatabase.make("claims", List.of()).getJdbcUrl();
    Flyway.configure().dataSource(url, server.user(), server.password()).load().migrate();
    YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
    settings.setResources(new ClassPathResource("application.yaml"));
    Properties properties = new Properties();
    properties.put("options", Objects.requireNonNull(settings.getObject()).getProperty(OPTIONS));
    SingleConnectionDataSource source =
        new SingleConnectionDataSource(url, server.user(), server.password(), true);
    source.setConnectionProperties(properties);
    return source;
  }

  /** As many as api-service makes ahead. */
  private static void makePartitions(JdbcClient database) {
    database
        .sql(
            """
            DO $$
            DECLARE
              beginning timestamptz := (SELECT until FROM history_partitions);
              parent    text;
            BEGIN
              FOR i IN 0..1 LOOP
                FOREACH parent IN ARRAY ARRAY['events', 'deliveries'] LOOP
                  EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                                 parent || '_ahead_' || i, parent,
                                 first_id_at(beginning + i * interval '3 days'),
                                 first_id_at(beginning + (i + 1) * interval '3 days'));
                END LOOP;
              END LOOP;
            END $$
            """)
        .update();
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
