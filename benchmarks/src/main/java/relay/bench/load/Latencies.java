package relay.bench.load;

import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds. */
public final class Latencies {
  private static final long HIGHEST = 600_000_000_000L;
  private static final int DIGITS = 3;
  private static final double NANOS_IN_A_MILLISECOND = 1e6;

  private Latencies() {}

  /** From 1 µs to 10 minutes, to three digits. What is longer counts as 10 minutes. */
  public static Histogram histogram() {
    return new Histogram(1_000, HIGHEST, DIGITS);
  }

  /** Records one. */
  public static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST));
  }

  /** A percentile, 0 to 100, in milliseconds. */
  public static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_IN_A_MILLISECOND;
  }
}
