package relay.api.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.model.EventId;

/**
 * How much is accepted and not yet fanned out, and since when. Read from the database every few
 * seconds; while it cannot be read the gauges are NaN, because an old figure would look like news.
 */
@Component
class OutboxGauges {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Ids sort by the time at which they were made, so the first is the oldest. */
  private static final String READ =
      """
      SELECT count(*) AS events,
             (SELECT event_id FROM outbox ORDER BY event_id LIMIT 1) AS oldest
        FROM outbox
      """;

  /** What the outbox held when it was last read; {@code oldest} is null if it was empty. */
  private record Contents(long events, @Nullable EventId oldest) {}

  private final JdbcClient database;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop reading;
  private volatile @Nullable Contents contents;

  OutboxGauges(JdbcClient database, MeterRegistry registry) {
    this.database = database;
    Gauge.builder("relay.outbox.rows", this, OutboxGauges::rows)
        .description("Events accepted and not yet fanned out")
        .register(registry);
    Gauge.builder("relay.outbox.oldest.age", this, OutboxGauges::oldestAgeSeconds)
        .description("The age of the oldest event that is not yet fanned out")
        .baseUnit("seconds")
        .register(registry);
    this.reading = BackgroundLoop.start("outbox-gauges", PAUSE, this::read);
  }

  private double rows() {
    Contents known = contents;
    return known == null ? Double.NaN : known.events();
  }

  private double oldestAgeSeconds() {
    Contents known = contents;
    if (known == null) {
      return Double.NaN;
    }
    return known.oldest() == null
        ? 0
        : Duration.between(known.oldest().createdAt(), clock.instant()).toMillis() / 1000.0;
  }

  private boolean read() {
    try {
      contents =
          database
              .sql(READ)
              .query(
                  (row, _) -> {
                    UUID oldest = row.getObject("oldest", UUID.class);
                    return new Contents(
                        row.getLong("events"), oldest == null ? null : new EventId(oldest));
                  })
              .single();
      return false;
    } catch (RuntimeException unreadable) {
      contents = null;
      throw unreadable;
    }
  }

  @PreDestroy
  void close() {
    reading.close();
  }
}
