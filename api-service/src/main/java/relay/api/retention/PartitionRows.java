package relay.api.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The statements that make, detach and drop partitions. Each waits for a lock only for a moment and
 * throws if it does not get it: whoever comes later would wait behind it. Thread-safe.
 */
@Component
class PartitionRows {
  /** The tables of history. */
  private static final List<String> TABLES =
      List.of("events", "deliveries", "delivery_logs", "unmatched_events");

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  /** Of several services one makes or drops. */
  private static final String LOCK = "LOCK TABLE history_partitions IN EXCLUSIVE MODE";

  /** Whoever reads or writes history waits meanwhile, so it has to be brief. */
  private static final String LOCK_OUT_ALL =
      "LOCK TABLE events, deliveries, delivery_logs, unmatched_events IN ACCESS EXCLUSIVE MODE";

  private static final String WAIT_BRIEFLY = "SET LOCAL lock_timeout = '500ms'";

  private static final String ALL =
      "SELECT suffix, until, detached FROM history_partitions ORDER BY until";

  private static final String INSERT =
      "INSERT INTO history_partitions (suffix, until) VALUES (:suffix, :until)";

  /** Room in each page for the next state of its rows. */
  private static final String ROOM_FOR_UPDATES = "WITH (fillfactor = 85)";

  private static final String ENDED_BADLY = "state IN ('exhausted', 'cancelled')";
  private static final String SUCCEEDED = "state = 'succeeded'";

  /** Nobody waits for it: what is counted is seen by nobody else any more. */
  private static final Duration TO_COUNT = Duration.ofHours(1);

  private static final String NOTE_DETACHED =
      "UPDATE history_partitions SET detached = true WHERE suffix = :suffix";

  private static final String FORGET = "DELETE FROM history_partitions WHERE suffix = :suffix";

  private final JdbcTemplate connections;
  private final JdbcClient database;
  private final TransactionTemplate transaction;

  PartitionRows(JdbcTemplate connections, TransactionTemplate transaction) {
    this.connections = connections;
    this.database = JdbcClient.create(connections);
    this.transaction = transaction;
  }

  /** The oldest first. */
  List<Partition> all() {
    return database.sql(ALL).query((row, _) -> partition(row)).list();
  }

  /** Makes one behind the last, unless another service has made it. */
  void addBehind(Partition last, Duration span) {
    Partition next = new Partition(SUFFIX.format(last.until()), last.until().plus(span), false);
    transaction.executeWithoutResult(
        _ -> {
          lock();
          if (all().getLast().equals(last)) {
            database
                .sql(INSERT)
                .param("suffix", next.suffix())
                .param("until", next.until().atOffset(ZoneOffset.UTC))
                .update();
            for (String table : TABLES) {
              make(table, next, last.until());
            }
          }
        });
    // Of a partitioned table only this makes statistics, and some plans are made by them.
    TABLES.forEach(table -> database.sql("ANALYZE " + table).update());
  }

  /** First a table like the others, since to make it as a partition would lock out all. */
  private void make(String table, Partition partition, Instant from) {
    database
        .sql(
            """
            CREATE TABLE %1$s_%2$s (LIKE %1$s INCLUDING ALL) %3$s;
            ALTER TABLE %1$s ATTACH PARTITION %1$s_%2$s
              FOR VALUES FROM (first_id_at('%4$s')) TO (first_id_at('%5$s'))
            """
                .formatted(
                    table,
                    partition.suffix(),
                    table.equals("deliveries") ? ROOM_FOR_UPDATES : "",
                    from,
                    partition.until()))
        .update();
  }

  /**
   * Takes the oldest out of what queries see; {@code false} if something in it is still needed, or
   * another service was faster.
   */
  boolean detach(Partition oldest) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              lock();
              database.sql(LOCK_OUT_ALL).update();
              if (!all().getFirst().equals(oldest) || isNeeded(oldest)) {
                return false;
              }
              countOff(oldest, ENDED_BADLY);
              for (String table : TABLES) {
                database
                    .sql(
                        "ALTER TABLE %1$s DETACH PARTITION %1$s_%2$s"
                            .formatted(table, oldest.suffix()))
                    .update();
              }
              database.sql(NOTE_DETACHED).param("suffix", oldest.suffix()).update();
              return true;
            }));
  }

  /**
   * What is open, or waits to be fanned out, is not history yet; and a bulk action has to find what
   * it was made for.
   */
  private boolean isNeeded(Partition partition) {
    return database
        .sql(
            """
            SELECT EXISTS (SELECT FROM deliveries_%1$s WHERE state IN ('pending', 'retrying'))
                OR EXISTS (SELECT FROM deliveries_%1$s WHERE state = 'in_flight')
                OR EXISTS (SELECT FROM outbox WHERE event_id < first_id_at(:until))
                OR EXISTS (SELECT FROM bulk_actions WHERE done_at IS NULL)
            """
                .formatted(partition.suffix()))
        .param("until", partition.until().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Drops one that is detached. */
  void drop(Partition detached) {
    transaction.executeWithoutResult(
        _ -> {
          lock();
          if (!all().contains(detached)) {
            return;
          }
          allowTime();
          countOff(detached, SUCCEEDED);
          for (String table : TABLES) {
            database.sql("DROP TABLE %s_%s".formatted(table, detached.suffix())).update();
          }
          database.sql(FORGET).param("suffix", detached.suffix()).update();
        });
  }

  /** The sums stay right although no row is deleted. */
  private void countOff(Partition partition, String which) {
    database
        .sql(
            """
            INSERT INTO delivery_counts (tenant, state, delta)
            SELECT tenant, state, -count(*)
              FROM deliveries_%s
             WHERE %s
             GROUP BY tenant, state
            """
                .formatted(partition.suffix(), which))
        .update();
  }

  /** All of a partition is read, for which the time that other statements have may not do. */
  private void allowTime() {
    var _ =
        connections.execute(
            (ConnectionCallback<Duration>)
                connection -> {
                  connection.setNetworkTimeout(Runnable::run, (int) TO_COUNT.toMillis());
                  return TO_COUNT;
                });
  }

  private void lock() {
    database.sql(WAIT_BRIEFLY).update();
    database.sql(LOCK).update();
  }

  private static Partition partition(ResultSet row) throws SQLException {
    return new Partition(
        row.getString("suffix"),
        row.getObject("until", OffsetDateTime.class).toInstant(),
        row.getBoolean("detached"));
  }
}
