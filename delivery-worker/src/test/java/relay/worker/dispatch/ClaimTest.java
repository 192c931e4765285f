package relay.worker.dispatch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.worker.Gate;
import relay.worker.NewDatabase;
import relay.worker.attempt.Claim;

/** What a claim takes of what is due, and what it leaves. */
class ClaimTest {
  private static final int DUE_EACH = 4;

  private static final List<WebhookId> WEBHOOKS =
      Stream.generate(WebhookId::next).limit(20).toList();

  @ParameterizedTest
  @EnumSource
  void what_changes_meanwhile_is_left_alone(Order order) throws Exception {
    SingleConnectionDataSource workers = NewDatabase.make("claims");
    SingleConnectionDataSource others = NewDatabase.connect("claims");
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      JdbcClient other = JdbcClient.create(others);
      Gate gate = new Gate(other);
      gate.passedBy(JdbcClient.create(workers));
      for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
        assertThat(claim(workers, order)).isEmpty();
      }
      seed(other, order);
      gate.close();

      Future<List<Claim>> claiming = worker.submit(() -> claim(workers, order));
      await().until(gate::isWaitedFor);
      List<UUID> cancelled = cancelOneOfEach(other);
      gate.open();

      assertThat(cancelled).hasSameSizeAs(WEBHOOKS);
      assertThat(claiming.get().stream().map(claim -> claim.deliveryId().uuid()).collect(toSet()))
          .hasSize((DUE_EACH - 1) * WEBHOOKS.size())
          .doesNotContainAnyElementsOf(cancelled);
    } finally {
      workers.destroy();
      others.destroy();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_of_an_event_that_is_gone_stays_where_the_audit_finds_it(Order order)
      throws SQLException {
    SingleConnectionDataSource workers = NewDatabase.make("claims");
    try {
      JdbcClient database = JdbcClient.create(workers);
      seed(database, order);
      UUID gone =
          database
              .sql("DELETE FROM events WHERE id = (SELECT id FROM events LIMIT 1) RETURNING id")
              .query(UUID.class)
              .single();

      assertThat(claim(workers, order))
          .hasSize((DUE_EACH - 1) * WEBHOOKS.size())
          .noneMatch(claim -> claim.eventId().uuid().equals(gone));
      assertThat(
              database
                  .sql("SELECT DISTINCT state FROM deliveries WHERE event_id = ?")
                  .param(gone)
                  .query(String.class)
                  .list())
          .containsExactly("pending");
    } finally {
      workers.destroy();
    }
  }

  private static List<Claim> claim(SingleConnectionDataSource source, Order order) {
    ClaimWriter writer =
        new ClaimWriter(
            new JdbcTemplate(source),
            new DispatchProperties(Duration.ofSeconds(45), 64, 1000, Duration.ofSeconds(20)));
    Map<WebhookId, Integer> slots =
        WEBHOOKS.stream().collect(toMap(Function.identity(), _ -> DUE_EACH));
    return writer.claim(order, DeliveryState.PENDING, slots);
  }

  private static List<UUID> cancelOneOfEach(JdbcClient database) {
    return database
        .sql(
            """
            UPDATE deliveries
               SET state = 'cancelled', next_attempt_at = NULL
             WHERE id IN (SELECT DISTINCT ON (webhook_id) id
                            FROM deliveries
                           ORDER BY webhook_id, next_attempt_at DESC)
            RETURNING id
            """)
        .query(UUID.class)
        .list();
  }

  /** Each with an ordering key of its own, if any, so that all may go. */
  private static void seed(JdbcClient database, Order order) {
    database
        .sql(
            """
            INSERT INTO webhooks (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
            SELECT id, 'http://localhost:9/', '{*}', '{}', '', true, 15, now() FROM unnest(?) AS w (id)
            """)
        .param(WEBHOOKS.stream().map(WebhookId::uuid).toArray(UUID[]::new))
        .update();
    database
        .sql(
            """
            INSERT INTO events (id, type, data, occurred_at, subscription_version)
            SELECT uuidv7(), 'order.created', '{}', now(), 0 FROM generate_series(1, ?)
            """)
        .param(DUE_EACH)
        .update();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, next_attempt_at, ordering_key)
            SELECT uuidv7(), e.id, w.id, 'pending', clock_timestamp() - interval '1 s',
                   CASE WHEN ? THEN e.id::text END
              FROM events e CROSS JOIN webhooks w
            """)
        .param(order == Order.BY_KEY)
        .update();
  }
}
