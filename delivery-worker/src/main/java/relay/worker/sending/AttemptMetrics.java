package relay.worker.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;

/** Counts and times attempts; the names are described in docs/metrics.md. */
final class AttemptMetrics {
  private static final Duration[] ATTEMPT_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
  };
  private static final Duration[] DELAY_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
  };

  private final MeterRegistry registry;
  private final Timer duration;
  private final Timer firstAttemptDelay;

  AttemptMetrics(MeterRegistry registry) {
    this.registry = registry;
    // All are there from the start, at 0: Prometheus sees no increase in what was not there.
    succeeded();
    for (Reason reason : Reason.values()) {
      failed(reason);
    }
    this.duration =
        Timer.builder("relay.attempt.duration")
            .description("How long attempts took, from the look-up to the last byte read")
            .serviceLevelObjectives(ATTEMPT_BUCKETS)
            .register(registry);
    this.firstAttemptDelay =
        Timer.builder("relay.first.attempt.delay")
            .description("From the acceptance of an event to the start of each first POST")
            .serviceLevelObjectives(DELAY_BUCKETS)
            .register(registry);
  }

  void firstAttempt(Duration delay) {
    firstAttemptDelay.record(delay.isNegative() ? Duration.ZERO : delay);
  }

  void attempt(Attempt attempt) {
    duration.record(attempt.duration());
    switch (attempt.outcome()) {
      case Outcome.Succeeded _ -> succeeded().increment();
      case Outcome.Failed(var reason, _, _, _) -> failed(reason).increment();
    }
  }

  private Counter succeeded() {
    return attempts("succeeded", "none");
  }

  private Counter failed(Reason reason) {
    return attempts("failed", reason.label());
  }

  private Counter attempts(String outcome, String reason) {
    return Counter.builder("relay.attempts")
        .description("Attempts by how they ended")
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }
}
