package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.StackOptions;
import relay.stack.process.Ports;
import relay.testservers.Receiver;

/** How soon all goes on after a fault, on the real processes. */
@Isolated
class RecoveryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LEASE = Duration.ofSeconds(35);

  @TempDir private static Path data;

  private static StackOptions options;
  private static LocalStack stack;
  private static Api api;

  @BeforeAll
  static void start() throws InterruptedException {
    options =
        PreparedServices.in(data)
            .withEnvironment(Map.of("RELAY_DISPATCH_LEASE", LEASE.toSeconds() + "s"));
    stack = LocalStack.start(options, RecoveryIT::say);
    api = new Api(stack);
  }

  @AfterAll
  static void stop() {
    api.close();
    stack.close();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /**
   * What the killed worker had claimed, the other one takes when the lease has lapsed; what it
   * would have fanned out, as soon as Kafka has noticed.
   */
  @Test
  void what_was_a_killed_workers_goes_on() throws Exception {
    int events = 20;
    CountDownLatch end = new CountDownLatch(1);
    Map<String, List<Instant>> posts = new ConcurrentHashMap<>();
    try (Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  String id = exchange.getRequestHeaders().getFirst("webhook-id");
                  List<Instant> times = posts.computeIfAbsent(id, _ -> new ArrayList<>());
                  times.add(Instant.now());
                  if (times.size() == 1) {
                    end.await();
                  }
                  exchange.sendResponseHeaders(204, -1);
                });
        Receiver fresh = Receiver.answering(204)) {
      ServiceProcess second =
          stack.add(Service.WORKER, Ports.free(), options.workerJar(), Map.of());
      api.register(fresh.url(), "fresh.*");
      Map<String, String> ids = new HashMap<>();
      for (int n = 0; n < events; n++) {
        // Each has a webhook of its own: a worker tries one that it does not know with a few at
        // once.
        api.register(receiver.url(), "held.n" + n);
        ids.put("held-" + n, api.post("held.n" + n, Map.of("n", n), "held-" + n));
      }
      await().atMost(PATIENCE).until(() -> posts.size() == events);
      assertThat(claims()).hasSize(events);
      stack.process(Service.WORKER).kill();
      Instant killed = Instant.now();
      Map<String, Instant> claims = shortenedClaims();
      for (int n = 0; n < events; n++) {
        api.post("fresh.one", Map.of("n", n), "fresh-" + n);
      }
      await().atMost(PATIENCE).until(() -> fresh.requests().size() >= events);
      Duration fannedOut = Duration.between(killed, Instant.now());
      say("all new events arrived %d ms after a worker was killed".formatted(fannedOut.toMillis()));
      assertThat(fannedOut).isLessThan(Duration.ofSeconds(20));

      await().atMost(PATIENCE).until(() -> succeeded("held-%", "fresh-%") == 2 * events);
      Set<String> ofTheDead = attemptsThatNobodyRecorded();
      assertThat(ofTheDead).isNotEmpty();
      List<Duration> late = new ArrayList<>();
      for (String key : ofTheDead) {
        Instant again = Objects.requireNonNull(posts.get(ids.get(key))).get(1);
        late.add(Duration.between(claims.get(key), again));
      }
      late.sort(null);
      say(
          "%d of %d claims were the killed worker's; they went on %d ms to %d ms after their lease"
              .formatted(
                  late.size(), events, late.getFirst().toMillis(), late.getLast().toMillis()));
      assertThat(late.getLast()).isLessThan(Duration.ofSeconds(1));
      end.countDown();
      stack.process(Service.WORKER).awaitReady();
      second.stop();
    }
  }

  /**
   * Shortens the wait. The rest of the lease is still longer than an attempt of the other worker.
   */
  private static Map<String, Instant> shortenedClaims() throws Exception {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE deliveries SET lease_until = lease_until - interval '15 s' WHERE state ="
              + " 'in_flight'");
    }
    return claims();
  }

  /** Until when each event in flight is claimed, by its idempotency key. */
  private static Map<String, Instant> claims() throws Exception {
    return query(
        """
        SELECT k.key, d.lease_until
          FROM deliveries d
          JOIN idempotency_keys k USING (event_id)
         WHERE d.state = 'in_flight'
        """,
        row -> row.getObject(2, OffsetDateTime.class).toInstant());
  }

  /** The events whose first attempt has no record, though it was made. */
  private static Set<String> attemptsThatNobodyRecorded() throws Exception {
    return query(
            """
            SELECT k.key, count(*)
              FROM delivery_logs l
              JOIN idempotency_keys k USING (event_id)
             WHERE k.key LIKE 'held-%'
             GROUP BY k.key
            HAVING count(*) = 1
            """,
            row -> row.getInt(2))
        .keySet();
  }

  private interface Column<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> Map<String, T> query(String sql, Column<T> value) throws SQLException {
    Map<String, T> rows = new HashMap<>();
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.put(row.getString(1), value.of(row));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "KAFKA"})
  void traffic_flows_within_5_seconds_after_a_server_is_back(Service server) throws Exception {
    int during = 20;
    String type = "after." + server.id();
    try (Receiver receiver = Receiver.answering(204)) {
      api.register(receiver.url(), type);
      arrives(receiver, type, "before");
      ServiceProcess process = stack.process(server);
      process.stop();
      if (server == Service.KAFKA) {
        for (int n = 0; n < during; n++) {
          api.post(type, Map.of("n", n), "during-" + n);
        }
      }
      process.resume();
      process.awaitReady();
      Instant back = Instant.now();
      arrives(receiver, type, "after");
      Duration recovery = Duration.between(back, Instant.now());
      say("%s was back, and an event arrived %d ms later".formatted(server, recovery.toMillis()));
      assertThat(recovery).isLessThan(Duration.ofSeconds(5));
      int all = server == Service.KAFKA ? during + 2 : 2;
      await().atMost(PATIENCE).until(() -> receiver.requests().size() == all);
    }
  }

  private static void arrives(Receiver receiver, String type, String which) {
    String id = api.post(type, Map.of("which", which), "%s-%s".formatted(type, which));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                receiver.requests().stream()
                    .anyMatch(request -> request.header("webhook-id").equals(id)));
  }

  /**
   * New events of another webhook do not wait for the end of it. {@code -Drecovery.backlog=100}
   * makes it 100,000, which takes minutes.
   */
  @Test
  void a_backlog_drains_and_new_events_are_not_starved() throws Exception {
    int batches = Integer.getInteger("recovery.backlog", 20);
    int size = 1_000;
    AtomicInteger drained = new AtomicInteger();
    try (Receiver backlog =
            Receiver.answering(
                (exchange, _) -> {
                  exchange.sendResponseHeaders(204, -1);
                  drained.incrementAndGet();
                });
        Receiver fresh = Receiver.answering(204)) {
      String held = api.register(backlog.url(), "backlog.*").id();
      api.register(fresh.url(), "new.one");
      api.enable(held, false);
      for (int n = 0; n < batches; n++) {
        api.postBatch("backlog.one", size, "backlog-" + n);
      }
      await().atMost(PATIENCE).until(() -> pending() == batches * size);
      assertThat(drained).hasValue(0);

      List<Duration> latencies = new ArrayList<>();
      api.enable(held, true);
      Instant start = Instant.now();
      int n = 0;
      while (drained.get() < batches * size) {
        Instant posted = Instant.now();
        arrives(fresh, "new.one", Integer.toString(n++));
        latencies.add(Duration.between(posted, Instant.now()));
        assertThat(Duration.between(start, posted)).isLessThan(PATIENCE.multipliedBy(2));
      }
      Duration took = Duration.between(start, Instant.now());
      latencies.sort(null);
      Duration median = latencies.get(latencies.size() / 2);
      say(
          "%d drained in %d ms; of %d new events meanwhile half arrived within %d ms, all within %d ms"
              .formatted(
                  batches * size,
                  took.toMillis(),
                  latencies.size(),
                  median.toMillis(),
                  latencies.getLast().toMillis()));
      assertThat(median).isLessThan(Duration.ofSeconds(1));
      assertThat(latencies.getLast()).isLessThan(took.dividedBy(2));
    }
  }

  private static int pending() throws SQLException {
    return count("FROM deliveries WHERE state = 'pending'");
  }

  /** Of the events whose keys are like one of these: what another test has posted may still end. */
  private static int succeeded(String... keys) throws SQLException {
    return count(
        """
        FROM deliveries d
        JOIN idempotency_keys k USING (event_id)
        WHERE d.state = 'succeeded'
          AND k.key LIKE ANY ('{%s}')
        """
            .formatted(String.join(",", keys)));
  }

  private static int count(String from) throws SQLException {
    return Objects.requireNonNull(
        query("SELECT 'all', count(*) " + from, row -> row.getInt(2)).get("all"));
  }
}
