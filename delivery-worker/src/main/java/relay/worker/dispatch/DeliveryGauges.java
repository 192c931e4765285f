package relay.worker.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.loop.BackgroundLoop;
import relay.model.DeliveryState;

/**
 * How many deliveries stand where, and how late the latest is. Read from the database every few
 * seconds; while it cannot be read the gauges are NaN, because an old figure would look like news.
 */
@Component
class DeliveryGauges {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final String FOLD =
      """
      WITH folded AS (
        DELETE FROM delivery_counts
         WHERE ctid IN (SELECT ctid FROM delivery_counts FOR UPDATE SKIP LOCKED)
        RETURNING tenant, state, delta
      )
      INSERT INTO delivery_counts (tenant, state, delta)
      SELECT tenant, state, sum(delta) FROM folded GROUP BY tenant, state
      """;

  private static final String COUNTS =
      "SELECT state, sum(delta) AS deliveries FROM delivery_counts GROUP BY state";

  private static final String OLDEST_DUE =
      "SELECT coalesce(extract(epoch FROM now() - due_at), 0) FROM oldest_due";

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final BackgroundLoop reading;
  private volatile Map<DeliveryState, Double> counts = Map.of();
  private volatile double oldestDueSeconds = Double.NaN;

  DeliveryGauges(JdbcClient database, TransactionTemplate transaction, MeterRegistry registry) {
    this.database = database;
    this.transaction = transaction;
    for (DeliveryState state : DeliveryState.values()) {
      Gauge.builder(
              "relay.deliveries", this, gauges -> gauges.counts.getOrDefault(state, Double.NaN))
          .description("Deliveries in each state")
          .tag("state", state.label())
          .register(registry);
    }
    Gauge.builder("relay.due.oldest.age", this, gauges -> gauges.oldestDueSeconds)
        .description("How long the delivery that is due longest has been due")
        .baseUnit("seconds")
        .register(registry);
    this.reading = BackgroundLoop.start("delivery-gauges", PAUSE, this::read);
  }

  private boolean read() {
    try {
      transaction.executeWithoutResult(_ -> database.sql(FOLD).update());
      counts = countByState();
      oldestDueSeconds = database.sql(OLDEST_DUE).query(Double.class).single();
      return false;
    } catch (RuntimeException unreadable) {
      counts = Map.of();
      oldestDueSeconds = Double.NaN;
      throw unreadable;
    }
  }

  private Map<DeliveryState, Double> countByState() {
    Map<DeliveryState, Double> read = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state : DeliveryState.values()) {
      read.put(state, 0.0);
    }
    database
        .sql(COUNTS)
        .query(
            (row, _) ->
                read.put(DeliveryState.of(row.getString("state")), row.getDouble("deliveries")))
        .list();
    return read;
  }

  @PreDestroy
  void close() {
    reading.close();
  }
}
