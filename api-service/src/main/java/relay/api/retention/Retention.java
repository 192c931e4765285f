package relay.api.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes partitions of history ahead, and drops those that are old enough, the oldest first. What is
 * older but still open stays until it has ended, with all that came after it. Of several services
 * each may do it.
 */
@Component
class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private final PartitionRows partitions;
  private final RetentionProperties properties;
  private final Clock clock;
  private volatile @Nullable Instant begins;
  private volatile @Nullable Instant ends;

  @Autowired
  Retention(PartitionRows partitions, RetentionProperties properties, MeterRegistry registry) {
    this(partitions, properties, registry, Clock.systemUTC());
  }

  Retention(
      PartitionRows partitions,
      RetentionProperties properties,
      MeterRegistry registry,
      Clock clock) {
    this.partitions = partitions;
    this.properties = properties;
    this.clock = clock;
    Gauge.builder("relay.history.overdue", this, Retention::overdueSeconds)
        .description("How long ago the oldest history was due to be dropped")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("relay.history.ahead", this, Retention::aheadSeconds)
        .description("For how long there are partitions for new events")
        .baseUnit("seconds")
        .register(registry);
  }

  /** {@code true} if something was done, since more may have to be. */
  boolean keep() {
    List<Partition> all = read();
    if (endsTooSoon(all)) {
      partitions.addBehind(all.getLast(), properties.span());
      return true;
    }
    return isExpired(all.getFirst()) && drop(all.getFirst());
  }

  /** While it cannot be read the gauges are NaN, because an old figure would look like news. */
  private List<Partition> read() {
    try {
      List<Partition> all = partitions.all();
      begins = all.getFirst().until();
      ends = all.getLast().until();
      return all;
    } catch (RuntimeException unreadable) {
      begins = null;
      ends = null;
      throw unreadable;
    }
  }

  private boolean endsTooSoon(List<Partition> all) {
    return all.getLast().until().isBefore(properties.ahead(clock.instant()));
  }

  private boolean isExpired(Partition partition) {
    return partition.until().isBefore(properties.expired(clock.instant()));
  }

  private boolean drop(Partition oldest) {
    if (oldest.detached()) {
      partitions.drop(oldest);
      log.atInfo().addKeyValue("until", oldest.until()).log("Dropped the oldest history");
      return true;
    }
    return partitions.detach(oldest);
  }

  private double overdueSeconds() {
    Instant known = begins;
    return known == null
        ? Double.NaN
        : Math.max(0, Duration.between(known, properties.expired(clock.instant())).toSeconds());
  }

  private double aheadSeconds() {
    Instant known = ends;
    return known == null ? Double.NaN : Duration.between(clock.instant(), known).toSeconds();
  }
}
