package relay.api.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events are kept, with their deliveries and attempts.
 *
 * @param keep at least so long, and a tenth longer at most, or a day: 1 d to 3650 d
 */
@ConfigurationProperties("relay.retention")
public record RetentionProperties(@DefaultValue("30d") Duration keep) {
  private static final Duration MIN = Duration.ofDays(1);
  private static final Duration MAX = Duration.ofDays(3650);

  /** In days. A partition of more is too much to drop at once. */
  private static final long LONGEST_SPAN = 7;

  /** So that there are few partitions: each costs every query that cannot pass over it. */
  private static final int SPANS = 10;

  /** Checks the range. */
  public RetentionProperties {
    if (keep.compareTo(MIN) < 0 || keep.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("relay.retention.keep has to be 1d to 3650d");
    }
  }

  /** How long a time one partition is for, in whole days. */
  Duration span() {
    return Duration.ofDays(Math.clamp(keep.toDays() / SPANS, 1, LONGEST_SPAN));
  }

  /**
   * Until when there should be partitions: a weekend without a service that makes them is bridged.
   */
  Instant ahead(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).plus(span()).plus(Duration.ofDays(3));
  }

  /** What is before it is kept no longer. */
  Instant expired(Instant now) {
    return now.minus(keep);
  }
}
