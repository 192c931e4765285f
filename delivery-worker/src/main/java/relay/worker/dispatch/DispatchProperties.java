package relay.worker.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are claimed.
 *
 * @param lease how long a claim holds: longer than the longest deadline of an attempt (30 s), at
 *     most 10 min
 * @param laneLimit how many attempts run at once for one webhook at most, 1 to 1000
 * @param sharedLimit how many attempts run at once at most, over all webhooks, beyond the {@value
 *     Lane#OWN} that each may always have, 0 to 100,000
 * @param drain how long a stopping worker waits for attempts that run, 0 to 60 s
 */
@ConfigurationProperties("relay.dispatch")
record DispatchProperties(
    @DefaultValue("45s") Duration lease,
    @DefaultValue("64") int laneLimit,
    @DefaultValue("1000") int sharedLimit,
    @DefaultValue("20s") Duration drain) {

  private static final Duration MIN_LEASE = Duration.ofSeconds(35);
  private static final Duration MAX_LEASE = Duration.ofMinutes(10);
  private static final Duration MAX_DRAIN = Duration.ofSeconds(60);

  DispatchProperties {
    if (lease.compareTo(MIN_LEASE) < 0 || lease.compareTo(MAX_LEASE) > 0) {
      throw new IllegalArgumentException(
          "relay.dispatch.lease has to be 35s to 10m: longer than the longest attempt");
    }
    if (laneLimit < 1 || laneLimit > 1000) {
      throw new IllegalArgumentException("relay.dispatch.lane-limit has to be 1 to 1000");
    }
    if (sharedLimit < 0 || sharedLimit > 100_000) {
      throw new IllegalArgumentException("relay.dispatch.shared-limit has to be 0 to 100000");
    }
    if (drain.isNegative() || drain.compareTo(MAX_DRAIN) > 0) {
      throw new IllegalArgumentException("relay.dispatch.drain has to be 0s to 60s");
    }
  }
}
