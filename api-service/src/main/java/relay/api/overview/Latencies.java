package relay.api.overview;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A histogram of latencies, in the buckets of the database's latency_bucket(). Not thread-safe. */
final class Latencies {
  private static final double GROWTH = 1.2;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  void add(int bucket, long count) {
    counts.merge(bucket, count, Long::sum);
    total += count;
  }

  /** Null if there are no latencies. */
  @Nullable Percentiles percentiles() {
    return total == 0 ? null : new Percentiles(at(0.50), at(0.95), at(0.99));
  }

  private long at(double share) {
    long wanted = (long) Math.ceil(share * total);
    long passed = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      passed += bucket.getValue();
      if (passed >= wanted) {
        return middle(bucket.getKey());
      }
    }
    return middle(counts.lastKey());
  }

  private static long middle(int bucket) {
    return Math.round(Math.pow(GROWTH, bucket + 0.5) - 1);
  }
}
