package relay.api.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void without_any_there_are_no_percentiles() {
    assertThat(latencies.percentiles()).isNull();
  }

  @Test
  void percentiles_are_true_to_ten_percent() {
    for (int millis = 1; millis <= 10_000; millis++) {
      latencies.add(bucket(millis), 1);
    }

    assertThat(latencies.percentiles())
        .satisfies(
            percentiles -> {
              assertThat(percentiles.p50()).isCloseTo(5_000, Percentage.withPercentage(10));
              assertThat(percentiles.p95()).isCloseTo(9_500, Percentage.withPercentage(10));
              assertThat(percentiles.p99()).isCloseTo(9_900, Percentage.withPercentage(10));
            });
  }

  @Test
  void one_slow_delivery_in_a_hundred_is_seen_by_the_last_percentile_only() {
    latencies.add(bucket(10), 98);
    latencies.add(bucket(60_000), 2);

    assertThat(latencies.percentiles())
        .satisfies(
            percentiles -> {
              assertThat(percentiles.p95()).isLessThan(15);
              assertThat(percentiles.p99()).isGreaterThan(50_000);
            });
  }

  /** As the database does it. */
  private static int bucket(int millis) {
    return (int) Math.floor(Math.log(millis + 1) / Math.log(1.2));
  }
}
