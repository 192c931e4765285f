package relay.api.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the sweeper publishes again.
 *
 * @param sweepAfter how long an event stays in the outbox before it is first swept, 100 ms to 1 h;
 *     the pause doubles with each sweep of the same event
 * @param sweepCap the longest pause between two sweeps of the same event, sweepAfter to 1 h
 */
@ConfigurationProperties("relay.outbox")
public record OutboxProperties(
    @DefaultValue("5s") Duration sweepAfter, @DefaultValue("5m") Duration sweepCap) {

  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofHours(1);

  /** Checks the ranges. */
  public OutboxProperties {
    if (sweepAfter.compareTo(MIN) < 0 || sweepAfter.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("relay.outbox.sweep-after has to be 100ms to 1h");
    }
    if (sweepCap.compareTo(sweepAfter) < 0 || sweepCap.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "relay.outbox.sweep-cap has to be relay.outbox.sweep-after to 1h");
    }
  }
}
