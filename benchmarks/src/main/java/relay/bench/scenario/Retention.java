package relay.bench.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Latencies;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;
import relay.stack.process.StackException;

/** What new events wait while those of a month ago are dropped, a partition of a million. */
final class Retention implements Scenario {
  private static final int OLD = 1_000_000;

  private static final int AT_ONCE = 50_000;

  /** To give a partition another beginning, PostgreSQL reads all that the run has left in it. */
  private static final Duration TO_READ = Duration.ofMinutes(2);

  private static final double RATE = 500;
  private static final int CLIENTS = 64;
  private static final String TYPE = "bench.retention";

  /** The relay looks for it every minute. */
  private static final Duration DROPPED_WITHIN = Duration.ofSeconds(90);

  /** Older than the relay keeps unless told otherwise, but not marked as such yet. */
  private static final String MAKE_PARTITION =
      """
      BEGIN;
      LOCK TABLE events, deliveries, delivery_logs, unmatched_events IN ACCESS EXCLUSIVE MODE;
      DO $$
      DECLARE
        next_one     text := (SELECT suffix FROM history_partitions ORDER BY until LIMIT 1);
        next_ends_at uuid := (SELECT first_id_at(min(until)) FROM history_partitions);
        ends_at      uuid := first_id_at(now() - interval '31 days');
        t            text;
      BEGIN
        FOREACH t IN ARRAY ARRAY['events', 'deliveries', 'delivery_logs', 'unmatched_events'] LOOP
          EXECUTE format('ALTER TABLE %1$s DETACH PARTITION %1$s_%2$s', t, next_one);
          EXECUTE format('CREATE TABLE %1$s_old (LIKE %1$s INCLUDING ALL)', t);
          EXECUTE format('ALTER TABLE %1$s ATTACH PARTITION %1$s_old
                          FOR VALUES FROM (MINVALUE) TO (%2$L)', t, ends_at);
          EXECUTE format('ALTER TABLE %1$s ATTACH PARTITION %1$s_%2$s
                          FOR VALUES FROM (%3$L) TO (%4$L)', t, next_one, ends_at, next_ends_at);
        END LOOP;
      END $$;
      INSERT INTO history_partitions (suffix, until) VALUES ('old', now() - interval '1 day');
      COMMIT
      """;

  private static final String EXPIRE =
      "UPDATE history_partitions SET until = now() - interval '31 days' WHERE suffix = 'old'";

  private static final String IS_KEPT = "SELECT to_regclass('events_old') IS NOT NULL";

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public String description() {
    return "%,.0f events a second for one endpoint, while a partition of %,d old ones is dropped"
        .formatted(RATE, OLD);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String webhook = bed.subscribe(TYPE, name(), 0);
    try (Load load = bed.events(CLIENTS);
        Connection connection = bed.stack().postgres().connect();
        Statement database = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) TO_READ.toMillis());
      database.execute(MAKE_PARTITION);
      fill(database);
      var _ = post(bed, load, bed.time()); // beside what the filling has left to do
      Answers calm = post(bed, load, bed.time());
      Histogram without = bed.receivers().arrivals(name()).latency();
      CpuTimes before = CpuTimes.of(bed.stack());
      database.execute(EXPIRE);
      Answers answers = post(bed, load, DROPPED_WITHIN);
      Histogram meanwhile = bed.receivers().arrivals(name()).latency();
      if (isKept(database)) {
        throw new StackException(
            "What is old was not dropped within %d s: see the log of api-service."
                .formatted(DROPPED_WITHIN.toSeconds()));
      }
      return new Result(
          name(),
          description(),
          List.of(
              Figure.millis(
                  "p99 meanwhile",
                  Latencies.millis(meanwhile, 99),
                  new Limit("without", Latencies.millis(without, 99))),
              Figure.millis(
                  "the longest meanwhile",
                  Latencies.millis(meanwhile, 100),
                  new Limit("without", Latencies.millis(without, 100))),
              Figure.count("requests refused", calm.refused() + answers.refused())),
          List.of(
              new Timing("POST to receipt, meanwhile", meanwhile),
              new Timing("POST to 202, meanwhile", answers.latency()),
              new Timing("POST to receipt, without", without),
              new Timing("POST to 202, without", calm.latency())),
          CpuTimes.of(bed.stack()).per1000(before, answers.accepted()));
    } catch (SQLException failure) {
      throw TestBed.unusable(failure);
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  private static void fill(Statement database) throws SQLException {
    for (int filled = 0; filled < OLD; filled += AT_ONCE) {
      database.execute(
          """
          WITH old AS (
            INSERT INTO events (id, type, data, occurred_at, subscription_version)
            SELECT uuidv7(interval '-32 days'), 'bench.old', repeat('.', 350), now(), 1
              FROM generate_series(1, %1$d)
            RETURNING id),
          delivered AS (
            INSERT INTO deliveries (id, event_id, webhook_id, state, attempts)
            SELECT uuidv7(interval '-32 days'), id, '%2$s', 'succeeded', 1
              FROM old
            RETURNING id, event_id)
          INSERT INTO delivery_logs
                 (id, delivery_id, event_id, webhook_id, attempt, outcome, duration_ms, stale)
          SELECT uuidv7(interval '-32 days'), id, event_id, '%2$s', 1, 'succeeded', 1, false
            FROM delivered
          """
              .formatted(AT_ONCE, UUID.randomUUID()));
    }
  }

  private Answers post(TestBed bed, Load load, Duration time) throws InterruptedException {
    Arrivals arrivals = bed.receivers().arrivals(name());
    arrivals.reset();
    Answers answers = load.atRate(Payload.of(TYPE)::at, RATE, time);
    bed.awaitArrivals(name(), answers.accepted());
    return answers;
  }

  private static boolean isKept(Statement database) throws SQLException {
    try (ResultSet kept = database.executeQuery(IS_KEPT)) {
      kept.next();
      return kept.getBoolean(1);
    }
  }
}
