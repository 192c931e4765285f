package relay.api.stream;

import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import relay.model.Tenant;

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
      SELECT (SELECT id FROM events WHERE tenant = :tenant
               ORDER BY id DESC LIMIT 1) AS event,
             (SELECT id FROM deliveries WHERE tenant = :tenant
               ORDER BY id DESC LIMIT 1) AS delivery,
             (SELECT id FROM delivery_logs WHERE tenant = :tenant
               ORDER BY id DESC LIMIT 1) AS attempt
      """;

  private final JdbcClient database;
  private final DeliveryCounts counts;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop asking;
  private final Map<Tenant, Desk> desks = new HashMap<>();

  Newsroom(JdbcClient database, DeliveryCounts counts) {
    this.database = database;
    this.counts = counts;
    this.asking = BackgroundLoop.start("newsroom", PAUSE, this::ask);
  }

  /** What is known for a tenant that somebody listens for. */
  private static final class Desk {
    private @Nullable News latest;
    private int listeners;
  }

  synchronized void join(Tenant tenant) {
    desks.computeIfAbsent(tenant, _ -> new Desk()).listeners++;
    asking.wake();
  }

  synchronized void leave(Tenant tenant) {
    desks.computeIfPresent(tenant, (_, desk) -> --desk.listeners == 0 ? null : desk);
  }

  /**
   * Waits for something that is new after what is known; null if nothing came in time. To be called
   * between {@link #join} and {@link #leave}.
   */
  synchronized @Nullable News await(Tenant tenant, @Nullable News known, Duration patience)
      throws InterruptedException {
    Desk desk = Objects.requireNonNull(desks.get(tenant));
    long deadline = System.nanoTime() + patience.toNanos();
    while (desk.latest == null || !desk.latest.isNewAfter(known)) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    return desk.latest;
  }

  private boolean ask() {
    for (Tenant tenant : listenedFor()) {
      tell(
          tenant,
          database
              .sql(NEWEST)
              .param("tenant", tenant.name())
              .query((row, _) -> news(tenant, row))
              .single());
    }
    return false;
  }

  private synchronized List<Tenant> listenedFor() {
    return List.copyOf(desks.keySet());
  }

  private synchronized void tell(Tenant tenant, News news) {
    Desk desk = desks.get(tenant);
    if (desk != null && news.isNewAfter(desk.latest)) {
      desk.latest = news;
      notifyAll();
    }
  }

  private News news(Tenant tenant, ResultSet row) throws SQLException {
    return new News(
        id(row, "event", EventId::new),
        id(row, "delivery", DeliveryId::new),
        id(row, "attempt", AttemptId::new),
        counts.of(tenant),
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
