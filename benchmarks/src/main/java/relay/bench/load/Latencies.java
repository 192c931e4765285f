package relay.bench.load;

import org.HdrHistogram.Histogram;

/** Makes histograms of nanoseconds. */
public final class Latencies {
  private static final long HIGHEST = 600_000_000_000L;
  private static final int DIGITS = 3;

  private Latencies() {}

  /** From 1 µs to 10 minutes, to three digits. What is longer counts as 10 minutes. */
  public static Histogram histogram() {
    return new Histogram(1_000, HIGHEST, DIGITS);
  }

  /** Records one. */
  public static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST));
  }
}
