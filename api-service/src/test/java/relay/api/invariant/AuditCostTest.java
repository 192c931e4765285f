package relay.api.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.model.EventId;
import relay.testservers.TestServers;

/**
 * An audit reads what it looks at and not what there is. The figures of docs/metrics.md are what it
 * prints with {@code -Dscale.events=200000}.
 */
@SpringBootTest(
    properties = {
      "relay.api-key=" + Api.KEY,
      "relay.secrets.keys=" + Api.SECRETS_KEY,
      "relay.invariant.every=1h"
    })
@Import({TestServers.class, AuditedDatabase.class})
@DirtiesContext
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(AuditedDatabase.NAME)
@Tag("slow")
class AuditCostTest {
  private static final int EVENTS = Integer.getInteger("scale.events", 20_000);
  private static final int RUNS = 9;
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final UUID FIRST = new UUID(0, 0);

  @Autowired AcceptedEvents events;
  @Autowired StuckDeliveries stuck;
  @Autowired StateCounts counts;
  @Autowired InvariantAudit audit;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transaction;

  /**
   * A day of events, each for three of six webhooks; one in twenty failed for good and one waits.
   */
  @BeforeEach
  void seed() {
    database
        .sql(
            """
            INSERT INTO webhooks (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
            SELECT gen_random_uuid(), 'http://localhost:9/', types, '{}', '', true, 15, now()
              FROM generate_series(1, 3), (VALUES ('{order.*}'::text[]), ('{invoice.*}')) AS t (types)
            """)
        .update();
    database
        .sql(
            """
            INSERT INTO events (id, type, data, occurred_at, subscription_version)
            SELECT uuidv7(interval '-1 day' * (1 - n / (:events + 1.0)) - interval '2 minutes'),
                   'order.created', repeat('x', 500), now(), version
              FROM generate_series(1, :events) AS n, subscription_version
            """)
        .param("events", EVENTS)
        .update();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, next_attempt_at)
            SELECT uuidv7(), e.id, w.id, s.state, CASE s.state WHEN 'pending' THEN now() END
              FROM events e
              JOIN webhooks w ON w.event_types = '{order.*}'
             CROSS JOIN LATERAL (SELECT CASE WHEN get_byte(uuid_send(e.id), 15) < 13 THEN 'exhausted'
                                             WHEN get_byte(uuid_send(e.id), 15) < 26 THEN 'pending'
                                             ELSE 'succeeded'
                                        END) AS s (state)
             ORDER BY e.id
            """)
        .update();
    for (String table : List.of("events", "deliveries", "webhooks", "unmatched_events")) {
      database.sql("VACUUM ANALYZE " + table).update();
    }
  }

  @AfterEach
  void clear() {
    database
        .sql("TRUNCATE webhooks, events, deliveries, unmatched_events, delivery_counts")
        .update();
  }

  @Test
  void an_audit_looks_things_up_and_is_short() {
    for (boolean more = run_from(FIRST); more; more = audit.run()) {
      database.sql("UPDATE invariant_audit SET next_at = now()").update();
    }
    assertThat(database.sql("SELECT count(*) FROM unaccounted").query(Integer.class).single())
        .isZero();
    System.out.printf("%,d events, 3 deliveries each; the median of %d:%n", EVENTS, RUNS);
    UUID middle = middle();
    AcceptedEvents.Batch batch = events.next(middle, GRACE, 5_000);
    measure("the next 5,000 events found", () -> events.next(middle, GRACE, 5_000));
    measure("5,000 events looked at", () -> assertThat(events.check(batch)).isEqualTo(5_000));
    measure("nothing found anew", events::recheck);
    measure("what is stuck", () -> assertThat(stuck.find(GRACE).difference()).isZero());
    measure("sums by state", () -> assertThat(counts.compare().difference()).isZero());
    measure(
        "an audit without new events",
        () -> {
          database.sql("UPDATE invariant_audit SET next_at = now()").update();
          audit.run();
        });

    String plan = plan(batch);
    assertThat(plan).contains("events_pkey", "deliveries_by_event");
    assertThat(plan).doesNotContain("Seq Scan on events_before", "Seq Scan on deliveries_before");
    System.out.println(plan);
  }

  @Test
  void what_is_open_is_looked_at_once_however_many_events_there_are_to_catch_up_with() {
    assertThat(run_from(FIRST)).as("more events to look at").isTrue();
    database.sql("UPDATE invariant_audit SET stuck = 7, next_at = now()").update();
    assertThat(audit.run()).as("more events to look at").isTrue();
    assertThat(stuck()).isEqualTo(7);

    run_from(EventId.next().uuid());
    assertThat(stuck()).isZero();
  }

  private boolean run_from(UUID id) {
    database
        .sql("UPDATE invariant_audit SET checked_until = ?, next_at = now()")
        .param(id)
        .update();
    return audit.run();
  }

  private int stuck() {
    return database.sql("SELECT stuck FROM invariant_audit").query(Integer.class).single();
  }

  private UUID middle() {
    return database
        .sql("SELECT id FROM events ORDER BY id OFFSET ? LIMIT 1")
        .param(EVENTS / 2)
        .query(UUID.class)
        .single();
  }

  private String plan(AcceptedEvents.Batch batch) {
    return String.join(
        "\n",
        database
            .sql("EXPLAIN (ANALYZE, BUFFERS) " + AcceptedEvents.CHECK)
            .param("from", batch.from())
            .param("end", batch.end())
            .query(String.class)
            .list());
  }

  private void measure(String what, Runnable run) {
    List<Long> took =
        IntStream.range(0, RUNS)
            .mapToLong(
                _ -> {
                  long start = System.nanoTime();
                  transaction.executeWithoutResult(_ -> run.run());
                  return System.nanoTime() - start;
                })
            .sorted()
            .boxed()
            .toList();
    System.out.printf("%-30s %6.1f ms%n", what, took.get(RUNS / 2) / 1e6);
  }
}
