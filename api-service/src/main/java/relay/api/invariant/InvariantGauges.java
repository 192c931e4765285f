package relay.api.invariant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import relay.api.invariant.AuditRow.Latest;
import relay.loop.BackgroundLoop;

/**
 * Audits, and shows what the latest audit of any api-service found. If it fails here, the
 * differences are NaN, and the ages of the last one that is known grow: neither looks like success.
 */
@Component
class InvariantGauges {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final InvariantAudit audit;
  private final AuditRow row;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop auditing;
  private volatile @Nullable Latest latest;
  private volatile boolean failed;

  InvariantGauges(
      InvariantAudit audit, AuditRow row, InvariantProperties properties, MeterRegistry registry) {
    this.audit = audit;
    this.row = row;
    for (Kind kind : Kind.values()) {
      Gauge.builder("relay.invariant.difference", this, gauges -> gauges.difference(kind))
          .description("By how much what was accepted is not what waits, has ended or is open")
          .tag("kind", kind.label())
          .register(registry);
    }
    Gauge.builder("relay.invariant.audit.age", this, gauges -> gauges.age(Latest::at))
        .description("How long ago the last audit was that did not fail")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("relay.invariant.unchecked.age", this, gauges -> gauges.age(Latest::checkedUntil))
        .description("Since when events have not been looked at")
        .baseUnit("seconds")
        .register(registry);
    Duration pause =
        properties.every().compareTo(LONGEST_PAUSE) < 0 ? properties.every() : LONGEST_PAUSE;
    this.auditing = BackgroundLoop.start("invariant-audit", pause, this::audit);
  }

  private double difference(Kind kind) {
    Latest known = latest;
    return known == null || failed ? Double.NaN : known.differences().getOrDefault(kind, 0L);
  }

  private double age(Function<Latest, Instant> since) {
    Latest known = latest;
    return known == null
        ? Double.NaN
        : Duration.between(since.apply(known), clock.instant()).toMillis() / 1000.0;
  }

  /** With many events to catch up with, it rests as long as it worked. */
  private boolean audit() throws InterruptedException {
    long start = System.nanoTime();
    try {
      boolean more = audit.run();
      latest = row.latest().orElse(null);
      failed = false;
      if (more) {
        Thread.sleep(Duration.ofNanos(System.nanoTime() - start));
      }
      return more;
    } catch (RuntimeException failure) {
      failed = true;
      throw failure;
    }
  }

  @PreDestroy
  void close() {
    auditing.close();
  }
}
