package relay.api.stream;

import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.deliveries.DeliveryCounts;
import relay.loop.BackgroundLoop;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;

/**
 * Asks the database once a second, for all who listen, what is newest; asks nothing while nobody
 * does. Thread-safe.
 */
@Component
class Newsroom {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Three look-ups at the end of an index. */
  private static final String NEWEST =
      """
      SELECT (SELECT id FROM events        ORDER BY id DESC LIMIT 1) AS event,
             (SELECT id FROM deliveries    ORDER BY id DESC LIMIT 1) AS delivery,
             (SELECT id FROM delivery_logs ORDER BY id DESC LIMIT 1) AS attempt
      """;

  private final JdbcClient database;
  private final DeliveryCounts counts;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop asking;
  private @Nullable News latest;
  private int listeners;

  Newsroom(JdbcClient database, DeliveryCounts counts) {
    this.database = database;
    this.counts = counts;
    this.asking = BackgroundLoop.start("newsroom", PAUSE, this::ask);
  }

  synchronized void join() {
    listeners++;
    asking.wake();
  }

  synchronized void leave() {
    listeners--;
  }

  /** Waits for something that is new after what is known; null if nothing came in time. */
  synchronized @Nullable News await(@Nullable News known, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (latest == null || !latest.isNewAfter(known)) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    return latest;
  }

  private boolean ask() {
    if (hasListeners()) {
      tell(database.sql(NEWEST).query((row, _) -> news(row)).single());
    }
    return false;
  }

  private synchronized boolean hasListeners() {
    return listeners > 0;
  }

  private synchronized void tell(News news) {
    if (news.isNewAfter(latest)) {
      latest = news;
      notifyAll();
    }
  }

  private News news(ResultSet row) throws SQLException {
    return new News(
        id(row, "event", EventId::new),
        id(row, "delivery", DeliveryId::new),
        id(row, "attempt", AttemptId::new),
        counts.ofAll(),
        clock.instant());
  }

  private static @Nullable String id(ResultSet row, String column, Function<UUID, Object> typed)
      throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    return id == null ? null : typed.apply(id).toString();
  }

  @PreDestroy
  void close() {
    asking.close();
  }
}
