package relay.api.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * How much is accepted and not yet fanned out, and since when. Read from the database every few
 * seconds; while it cannot be read the gauges are NaN, because an old figure would look like news.
 */
@Component
class OutboxGauges {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final OutboxLevel outbox;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop reading;
  private volatile OutboxLevel.@Nullable Level level;

  OutboxGauges(OutboxLevel outbox, MeterRegistry registry) {
    this.outbox = outbox;
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
    OutboxLevel.Level known = level;
    return known == null ? Double.NaN : known.events();
  }

  private double oldestAgeSeconds() {
    OutboxLevel.Level known = level;
    if (known == null) {
      return Double.NaN;
    }
    return known.oldest() == null
        ? 0
        : Duration.between(known.oldest().createdAt(), clock.instant()).toMillis() / 1000.0;
  }

  private boolean read() {
    try {
      level = outbox.read();
      return false;
    } catch (RuntimeException unreadable) {
      level = null;
      throw unreadable;
    }
  }

  @PreDestroy
  void close() {
    reading.close();
  }
}
