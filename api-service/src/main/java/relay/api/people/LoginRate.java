package relay.api.people;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;

/** How often an address may fail to log in to this process, whatever the names. Thread-safe. */
@Component
class LoginRate {
  private static final int MAX_ADDRESSES = 100_000;
  private static final Duration REFILL = Duration.ofMinutes(1);

  private final LoadingCache<String, Bucket> addresses;

  LoginRate(SessionProperties properties) {
    int most = properties.loginsPerMinute();
    this.addresses =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(REFILL)
            .build(
                _ ->
                    Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, REFILL))
                        .build());
  }

  /**
   * Counts a login as failed.
   *
   * @throws Problem if there were too many
   */
  void count(String address) {
    ConsumptionProbe probe = addresses.get(address).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.tooManyRequests(
          "Too many logins from this address have failed; wait before you try again.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /** Takes back a count, as the login has not failed. */
  void forget(String address) {
    addresses.get(address).addTokens(1);
  }
}
