package relay.api.people;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
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
    ConsumptionProbe probe = addresses.get(source(address)).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.tooManyRequests(
          "Too many logins from this address have failed; wait before you try again.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /** Takes back a count, as the login has not failed. */
  void forget(String address) {
    addresses.get(source(address)).addTokens(1);
  }

  /** Whoever has one address of IPv6 has all of its /64 (RFC 6177, section 2). */
  private static String source(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address ipv6
          ? HexFormat.of().formatHex(ipv6.getAddress(), 0, 8)
          : address;
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
  }
}
