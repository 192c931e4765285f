package relay.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What arrived at one kind of endpoint. Thread-safe. */
public final class Arrivals {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Histogram latency = Latencies.histogram();
  private long count;
  private long last;

  synchronized void arrived(long sentAt) {
    last = System.nanoTime();
    count++;
    Latencies.record(latency, last - sentAt);
  }

  /** Forgets what arrived before. */
  public synchronized void reset() {
    latency = Latencies.histogram();
    count = 0;
  }

  public synchronized long count() {
    return count;
  }

  /** {@link System#nanoTime()} of the last. */
  public synchronized long last() {
    return last;
  }

  /** From when each was to be posted until it was here, in nanoseconds. */
  public synchronized Histogram latency() {
    return latency.copy();
  }

  /** Waits for so many; whether they came. */
  public boolean await(long expected, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (count() < expected && System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS);
    }
    return count() >= expected;
  }
}
