package relay.bench.report;

import java.util.List;
import org.HdrHistogram.Histogram;
import relay.bench.load.Latencies;

/**
 * How long something took.
 *
 * @param nanos corrected for coordinated omission where it is that of a constant rate
 */
public record Timing(String name, Histogram nanos) {
  double millisAt(double percentile) {
    return Latencies.millis(nanos, percentile);
  }

  /** What is told of it. */
  public List<Figure> figures() {
    return List.of(
        Figure.millis(name + " p50", millisAt(50), null),
        Figure.millis(name + " p99", millisAt(99), null),
        Figure.millis(name + " p99.9", millisAt(99.9), null),
        Figure.millis(name + " max", millisAt(100), null));
  }
}
