package relay.worker.retry;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Response;

/**
 * Decides what follows an attempt. Resilience4j holds the policy: what is tried again, how many
 * times and after which pause. Its executor is not used, because the schedule spans days and lives
 * in the database. Thread-safe.
 */
@Component
public class RetryPolicy {
  private static final int GONE = 410;

  /** With {@code Retry-After} they say when the endpoint can be asked again, whatever for. */
  private static final Set<Integer> RESTS = Set.of(429, 502, 503, 504);

  private final RetryConfig config;
  private final RetryProperties properties;
  private final DoubleSupplier random;

  @Autowired
  RetryPolicy(RetryProperties properties) {
    this(properties, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** {@code random} gives values from 0 to 1. */
  RetryPolicy(RetryProperties properties, DoubleSupplier random) {
    this.properties = properties;
    this.random = random;
    IntervalFunction schedule =
        attempt -> {
          double spread = 1 + properties.jitter() * (2 * random.getAsDouble() - 1);
          return Math.round(properties.schedule().get(attempt).toMillis() * spread);
        };
    this.config =
        RetryConfig.<Outcome>custom()
            .maxAttempts(properties.schedule().size())
            .retryOnResult(RetryPolicy::isRetryable)
            .intervalBiFunction(
                (attempt, result) ->
                    Math.max(
                        schedule.apply(attempt),
                        askedFor(result.get(), properties.retryAfterLimit()).toMillis()))
            .build();
  }

  /**
   * What follows the given attempt.
   *
   * @param attempt its number in its series, from 1
   */
  public NextStep after(int attempt, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> new NextStep.Done();
      case Outcome.Failed failed when !retries(attempt, failed) -> new NextStep.GiveUp();
      case Outcome.Failed failed -> new NextStep.TryAgain(pause(attempt, failed));
    };
  }

  /**
   * How long the endpoint wants to be asked for nothing. Longer than it said by up to the jitter,
   * so that not all that rested for the same reason come back in one moment.
   */
  public Optional<Duration> rest(Outcome outcome) {
    if (!(outcome instanceof Outcome.Failed(_, _, Response response, _))
        || response == null
        || !RESTS.contains(response.status())) {
      return Optional.empty();
    }
    Duration asked = askedFor(outcome, properties.retryAfterLimit());
    double spread = 1 + properties.jitter() * random.getAsDouble();
    return asked.isPositive()
        ? Optional.of(Duration.ofMillis(Math.round(asked.toMillis() * spread)))
        : Optional.empty();
  }

  /** Whether the endpoint says that it is gone for good. */
  public boolean isGone(Outcome outcome) {
    return outcome instanceof Outcome.Failed(_, _, Response response, _)
        && response != null
        && response.status() == GONE;
  }

  private boolean retries(int attempt, Outcome outcome) {
    return attempt < config.getMaxAttempts() && config.getResultPredicate().test(outcome);
  }

  private Duration pause(int attempt, Outcome outcome) {
    return Duration.ofMillis(
        config.<Outcome>getIntervalBiFunction().apply(attempt, Either.right(outcome)));
  }

  /** Whatever failed may work later, but for 410: Standard Webhooks lets it end a subscription. */
  private static boolean isRetryable(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> false;
      case Outcome.Failed failed -> failed.response() == null || failed.response().status() != GONE;
    };
  }

  private static Duration askedFor(Outcome outcome, Duration limit) {
    return switch (outcome) {
      case Outcome.Failed(_, _, _, Duration retryAfter) when retryAfter != null ->
          retryAfter.compareTo(limit) < 0 ? retryAfter : limit;
      default -> Duration.ZERO;
    };
  }
}
