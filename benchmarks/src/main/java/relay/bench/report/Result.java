package relay.bench.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one scenario measured.
 *
 * @param cpu what each process took for a thousand events
 */
public record Result(
    String scenario,
    String description,
    List<Figure> figures,
    List<Timing> timings,
    Map<String, Duration> cpu) {}
