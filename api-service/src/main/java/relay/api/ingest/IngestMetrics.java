package relay.api.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts and times each request that posts events. */
@Component
class IngestMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final Map<IngestOutcome, Counter> requests = new EnumMap<>(IngestOutcome.class);
  private final Timer duration;

  IngestMetrics(MeterRegistry registry) {
    for (IngestOutcome outcome : IngestOutcome.values()) {
      requests.put(
          outcome,
          Counter.builder("relay.ingest.requests")
              .description("Requests that post events, by how they ended")
              .tag("outcome", outcome.label())
              .register(registry));
    }
    this.duration =
        Timer.builder("relay.ingest.duration")
            .description("From the start of a request that posts events to its answer")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  void record(IngestOutcome outcome, Duration took) {
    Objects.requireNonNull(requests.get(outcome)).increment();
    duration.record(took);
  }
}
