package relay.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load was answered.
 *
 * @param accepted answered with 202
 * @param refused answered with anything else, or not at all
 * @param took from the first request to the last answer
 * @param latency of those accepted, in nanoseconds
 */
public record Answers(long accepted, long refused, Duration took, Histogram latency) {
  /** Requests accepted a second. */
  public double perSecond() {
    return accepted / (took.toNanos() / 1e9);
  }
}
