package relay.api.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;

/**
 * Lets each key and each person make so many requests a second, and as many at once after a quiet
 * second. Each api-service counts for itself. Thread-safe.
 */
@Component
class RequestLimits {
  private static final int MAX_CREDENTIALS = 100_000;

  /** One that was quiet for so long has a full bucket, as a new one has. */
  private static final Duration FULL_AGAIN = Duration.ofSeconds(2);

  private record Credential(Actor.Kind kind, String id) {}

  private final int perSecond;
  private final LoadingCache<Credential, Bucket> buckets;

  RequestLimits(LimitProperties properties) {
    this.perSecond = properties.requestsPerSecond();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_CREDENTIALS)
            .expireAfterAccess(FULL_AGAIN)
            .build(_ -> bucket());
  }

  /**
   * Counts a request.
   *
   * @throws Problem if it is one too many
   */
  void check(Caller caller) {
    Credential credential = new Credential(caller.actor().kind(), caller.actor().id());
    ConsumptionProbe probe = buckets.get(credential).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.tooManyRequests(
          "At most %,d requests a second are taken; send fewer, or events in batches."
              .formatted(perSecond),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}
