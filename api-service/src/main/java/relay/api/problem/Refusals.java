package relay.api.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts the requests that are turned away before they are handled, for who sent them or for the
 * answer that they ask for. Thread-safe.
 */
@Component
class Refusals {
  private final Map<Kind, Counter> requests = new EnumMap<>(Kind.class);

  Refusals(MeterRegistry registry) {
    for (Kind kind :
        List.of(Kind.UNAUTHORIZED, Kind.FORBIDDEN, Kind.TOO_MANY_REQUESTS, Kind.NOT_ACCEPTABLE)) {
      requests.put(
          kind,
          Counter.builder("relay.requests.refused")
              .description("Requests that were turned away before they were handled, by reason")
              .tag("reason", kind.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** Counts a request that ends so, if that is a refusal. */
  void count(Problem problem) {
    Counter counter = requests.get(problem.kind());
    if (counter != null) {
      counter.increment();
    }
  }
}
