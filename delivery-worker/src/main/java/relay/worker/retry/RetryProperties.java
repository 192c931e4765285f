package relay.worker.retry;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a delivery is tried.
 *
 * @param schedule the pause before each attempt; the first is 0, and there are as many attempts as
 *     entries, at most 30 of at most 7 days
 * @param jitter by how much of itself a pause may be shorter or longer, 0 to 0.5
 * @param retryAfterLimit the longest {@code Retry-After} of an endpoint that is heeded, 0 to 24 h
 */
@ConfigurationProperties("relay.retry")
record RetryProperties(
    @DefaultValue({"0s", "5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> schedule,
    @DefaultValue("0.2") double jitter,
    @DefaultValue("1h") Duration retryAfterLimit) {

  private static final int MAX_ATTEMPTS = 30;
  private static final Duration MAX_PAUSE = Duration.ofDays(7);
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

  RetryProperties {
    schedule = List.copyOf(schedule);
    if (schedule.isEmpty() || schedule.size() > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "relay.retry.schedule needs 1 to %d entries".formatted(MAX_ATTEMPTS));
    }
    if (!schedule.getFirst().isZero()) {
      throw new IllegalArgumentException(
          "relay.retry.schedule has to start with 0s: the first attempt is made at once");
    }
    for (Duration pause : schedule) {
      if (pause.isNegative() || pause.compareTo(MAX_PAUSE) > 0) {
        throw new IllegalArgumentException(
            "relay.retry.schedule has %s, but a pause is 0s to 7d".formatted(pause));
      }
    }
    if (!(jitter >= 0 && jitter <= 0.5)) {
      throw new IllegalArgumentException("relay.retry.jitter has to be from 0 to 0.5");
    }
    if (retryAfterLimit.isNegative() || retryAfterLimit.compareTo(MAX_RETRY_AFTER) > 0) {
      throw new IllegalArgumentException("relay.retry.retry-after-limit has to be 0s to 24h");
    }
  }
}
