package relay.api.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the requests that are turned away for who sent them. Thread-safe. */
@Component
class Refusals {
  private final Map<Kind, Counter> requests = new EnumMap<>(Kind.class);

  Refusals(MeterRegistry registry) {
    for (Kind kind : new Kind[] {Kind.UNAUTHORIZED, Kind.FORBIDDEN, Kind.TOO_MANY_REQUESTS}) {
      requests.put(
          kind,
          Counter.builder("relay.requests.refused")
              .description("Requests that were turned away for who sent them, by reason")
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
