package relay.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** On a database of its own: what is dropped here would be missed elsewhere. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class RetentionTest {
  private static final RetentionProperties A_MONTH = new RetentionProperties(Duration.ofDays(30));

  private final String name = "retention_" + UUID.randomUUID().toString().replace('-', '_');
  private final DriverManagerDataSource server = dataSource("relay");
  private final DriverManagerDataSource own = dataSource(name);
  private final JdbcClient database = JdbcClient.create(own);

  /** So that the gauges, which do not hold it, can be read. */
  private final List<Retention> registered = new ArrayList<>();

  private final PartitionRows partitions =
      new PartitionRows(
          new JdbcTemplate(own), new TransactionTemplate(new JdbcTransactionManager(own)));

  @BeforeEach
  void makeDatabase() {
    JdbcClient.create(server).sql("CREATE DATABASE " + name).update();
    Flyway.configure().dataSource(own).load().migrate();
  }

  @AfterEach
  void dropDatabase() {
    JdbcClient.create(server).sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }

  @Test
  void an_event_and_what_became_of_it_stand_in_partitions_of_its_time() {
    Partition first = partitions.all().getFirst();
    partitions.addBehind(first, Duration.ofDays(3));
    Partition second = partitions.all().getLast();
    assertThat(second.until()).isEqualTo(first.until().plus(Duration.ofDays(3)));

    UUID before = delivered(first.until().minusMillis(1), "succeeded");
    UUID behind = delivered(first.until(), "succeeded");
    UUID later = delivered(second.until(), "succeeded");

    for (String table : List.of("events", "deliveries", "delivery_logs")) {
      assertThat(partition(table, before)).isEqualTo(table + "_before");
      assertThat(partition(table, behind)).isEqualTo(table + "_" + second.suffix());
      assertThat(partition(table, later))
          .as("for which there is none, and which is kept all the same")
          .isEqualTo(table + "_default");
    }
  }

  @Test
  void partitions_are_made_like_the_tables() {
    partitions.addBehind(partitions.all().getFirst(), Duration.ofDays(3));
    String suffix = partitions.all().getLast().suffix();

    for (String table : List.of("events", "deliveries", "delivery_logs", "unmatched_events")) {
      assertThat(indexes(table + "_" + suffix)).isEqualTo(indexes(table)).isPositive();
      assertThat(indexes(table + "_before")).isEqualTo(indexes(table));
    }
  }

  @Test
  void the_oldest_is_dropped_and_the_counts_of_deliveries_stay_right() {
    Partition oldest = partitions.all().getFirst();
    partitions.addBehind(oldest, Duration.ofDays(3));
    delivered(oldest.until().minusSeconds(1), "succeeded");
    delivered(oldest.until().minusSeconds(1), "exhausted");
    UUID kept = delivered(oldest.until(), "succeeded");

    assertThat(partitions.detach(oldest)).isTrue();

    assertThat(ids("events")).containsExactly(kept);
    assertThat(count("exhausted")).isZero();
    Partition detached = partitions.all().getFirst();
    assertThat(detached.detached()).isTrue();

    partitions.drop(detached);
    partitions.drop(detached);

    assertThat(partitions.all()).hasSize(1);
    assertThat(ids("deliveries")).hasSize(1);
    assertThat(ids("delivery_logs")).hasSize(1);
    assertThat(count("succeeded")).isOne();
    assertThat(tables("%\\_before")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "retrying", "in_flight"})
  void what_holds_an_open_delivery_is_kept(String state) {
    Partition oldest = partitions.all().getFirst();
    UUID open = delivered(oldest.until().minusSeconds(1), state);

    assertThat(partitions.detach(oldest)).isFalse();
    assertThat(ids("events")).containsExactly(open);

    database.sql("DELETE FROM deliveries").update();
    assertThat(partitions.detach(oldest)).isTrue();
  }

  @Test
  void what_is_not_fanned_out_yet_is_kept() {
    Partition oldest = partitions.all().getFirst();
    UUID event = delivered(oldest.until().minusSeconds(1), "succeeded");
    database
        .sql("INSERT INTO outbox (event_id, next_sweep_at) VALUES (?, now())")
        .param(event)
        .update();

    assertThat(partitions.detach(oldest)).isFalse();

    database.sql("UPDATE outbox SET event_id = first_id_at(now() + interval '9 d')").update();
    assertThat(partitions.detach(oldest)).isTrue();
  }

  @Test
  void nothing_is_dropped_under_a_bulk_action_that_runs() {
    Partition oldest = partitions.all().getFirst();
    database
        .sql("INSERT INTO bulk_actions (id, action, total) VALUES (uuidv7(), 'retry', 1)")
        .update();

    assertThat(partitions.detach(oldest)).isFalse();

    database.sql("UPDATE bulk_actions SET changed = 1, done_at = now()").update();
    assertThat(partitions.detach(oldest)).isTrue();
  }

  @Test
  void it_waits_for_nobody_for_long() throws Exception {
    Partition oldest = partitions.all().getFirst();
    UUID event = delivered(oldest.until().minusSeconds(1), "succeeded");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection reader = own.getConnection()) {
      reader.setAutoCommit(false);
      reader.createStatement().execute("SELECT FROM deliveries");

      Future<Boolean> detaching = threads.submit(() -> partitions.detach(oldest));

      assertThatThrownBy(() -> detaching.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DataAccessException.class);
    }
    assertThat(ids("events")).containsExactly(event);
  }

  @Test
  void to_count_what_is_dropped_may_take_longer_than_any_other_statement() {
    DriverManagerDataSource impatient = dataSource(name);
    Properties aSecond = new Properties();
    aSecond.setProperty("socketTimeout", "1");
    impatient.setConnectionProperties(aSecond);
    delivered(partitions.all().getFirst().until().minusSeconds(1), "succeeded");
    assertThat(partitions.detach(partitions.all().getFirst())).isTrue();
    database
        .sql(
            """
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM pg_sleep(2);
              RETURN NEW;
            END $$
            """)
        .update();
    database
        .sql(
            "CREATE TRIGGER wait BEFORE INSERT ON delivery_counts FOR EACH ROW EXECUTE FUNCTION"
                + " wait()")
        .update();

    new PartitionRows(
            new JdbcTemplate(impatient),
            new TransactionTemplate(new JdbcTransactionManager(impatient)))
        .drop(partitions.all().getFirst());

    assertThat(partitions.all()).isEmpty();
    assertThat(count("succeeded")).isZero();
  }

  @Test
  void of_several_services_one_makes_a_partition() throws Exception {
    Partition first = partitions.all().getFirst();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> services =
          Stream.generate(
                  () ->
                      threads.submit(
                          (Callable<Void>)
                              () -> {
                                partitions.addBehind(first, Duration.ofDays(3));
                                return null;
                              }))
              .limit(3)
              .toList();
      for (Future<Void> service : services) {
        service.get();
      }
    }

    assertThat(partitions.all()).hasSize(2);
  }

  @Test
  void history_is_dropped_when_it_is_old_enough_and_there_is_always_a_partition_for_new_events() {
    Instant begins = partitions.all().getFirst().until();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    Instant soon = begins.plus(Duration.ofDays(29));
    List<Partition> made = keep(soon, registry);
    assertThat(made.getFirst().suffix()).isEqualTo("before");
    assertThat(made.getLast().until()).isAfterOrEqualTo(A_MONTH.ahead(soon));

    Instant later = begins.plus(Duration.ofDays(31));
    List<Partition> left = keep(later, registry);
    assertThat(left.getFirst().until()).isEqualTo(begins.plus(Duration.ofDays(3)));
    assertThat(left.getLast().until()).isAfterOrEqualTo(A_MONTH.ahead(later));
  }

  @Test
  void what_is_kept_too_long_and_how_far_partitions_reach_can_be_seen() {
    Partition oldest = partitions.all().getFirst();
    delivered(oldest.until().minusSeconds(1), "pending");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    keep(oldest.until().plus(Duration.ofDays(32)), registry);

    assertThat(registry.get("relay.history.overdue").gauge().value()).isEqualTo(2.0 * 24 * 3600);
    assertThat(registry.get("relay.history.ahead").gauge().value()).isGreaterThan(3.0 * 24 * 3600);
  }

  /** What there is after a service has done all that it had to do at the time. */
  private List<Partition> keep(Instant now, SimpleMeterRegistry registry) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Retention retention = new Retention(partitions, A_MONTH, registry, clock);
    registered.add(retention);
    int rounds = 0;
    while (retention.keep()) {
      assertThat(++rounds).isLessThan(100);
    }
    return partitions.all();
  }

  /** An event of that time whose only delivery is in the state. */
  private UUID delivered(Instant time, String state) {
    boolean waits = state.equals("pending") || state.equals("retrying");
    boolean claimed = state.equals("in_flight");
    UUID event =
        database
            .sql("SELECT first_id_at(:time)")
            .param("time", time.atOffset(ZoneOffset.UTC))
            .query(UUID.class)
            .single();
    UUID id = new UUID(event.getMostSignificantBits(), System.nanoTime());
    database
        .sql(
            """
            INSERT INTO events (id, type, data, occurred_at, subscription_version)
            VALUES (:id, 'a', '{}', now(), 1)
            """)
        .param("id", id)
        .update();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, next_attempt_at, claim_token, lease_until)
            VALUES (:id, :id, gen_random_uuid(), :state, :due, :token, :lease)
            """)
        .param("id", id)
        .param("state", state)
        .param("due", waits ? Instant.now().atOffset(ZoneOffset.UTC) : null)
        .param("token", claimed ? UUID.randomUUID() : null)
        .param("lease", claimed ? Instant.now().atOffset(ZoneOffset.UTC) : null)
        .update();
    database
        .sql(
            """
            INSERT INTO delivery_logs
                   (id, delivery_id, event_id, webhook_id, attempt, outcome, duration_ms, stale)
            VALUES (:id, :id, :id, gen_random_uuid(), 1, 'succeeded', 1, false)
            """)
        .param("id", id)
        .update();
    return id;
  }

  private String partition(String table, UUID id) {
    return database
        .sql("SELECT tableoid::regclass::text FROM %s WHERE id = ?".formatted(table))
        .param(id)
        .query(String.class)
        .single();
  }

  private List<UUID> ids(String table) {
    return database.sql("SELECT id FROM " + table).query(UUID.class).list();
  }

  private List<String> tables(String like) {
    return database
        .sql("SELECT tablename FROM pg_tables WHERE tablename LIKE ?")
        .param(like)
        .query(String.class)
        .list();
  }

  private int indexes(String table) {
    return database
        .sql("SELECT count(*) FROM pg_indexes WHERE tablename = ?")
        .param(table)
        .query(Integer.class)
        .single();
  }

  private long count(String state) {
    return database
        .sql("SELECT coalesce(sum(delta), 0) FROM delivery_counts WHERE state = ?")
        .param(state)
        .query(Long.class)
        .single();
  }

  private static DriverManagerDataSource dataSource(String name) {
    TestPostgres postgres = TestServers.postgres();
    JdbcConnectionDetails details = postgres.connectionDetails(name);
    return new DriverManagerDataSource(details.getJdbcUrl(), postgres.user(), postgres.password());
  }
}
