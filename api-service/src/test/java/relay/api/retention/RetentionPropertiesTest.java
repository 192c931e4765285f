package relay.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPropertiesTest {
  @ParameterizedTest
  @CsvSource({"P1D, P1D", "P19D, P1D", "P30D, P3D", "P90D, P7D", "P3650D, P7D"})
  void a_partition_is_a_tenth_of_what_is_kept_between_a_day_and_a_week(
      Duration keep, Duration span) {
    assertThat(new RetentionProperties(keep).span()).isEqualTo(span);
  }

  @Test
  void partitions_are_made_days_ahead() {
    assertThat(
            new RetentionProperties(Duration.ofDays(30))
                .ahead(Instant.parse("2026-11-26T18:24:00Z")))
        .isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT23H59M", "P3651D", "-P1D"})
  void other_times_are_refused_and_the_setting_named(Duration keep) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionProperties(keep))
        .withMessageStartingWith("relay.retention.keep ");
  }
}
