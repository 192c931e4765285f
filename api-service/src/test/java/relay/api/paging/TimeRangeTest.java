package relay.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.model.EventId;

class TimeRangeTest {
  @Test
  void an_open_range_has_no_bounds() {
    TimeRange range = new TimeRange(null, null);

    assertThat(range.first()).isNull();
    assertThat(range.end()).isNull();
  }

  @Test
  void from_is_included_and_to_is_not() {
    EventId id = EventId.next();
    Instant made = id.createdAt();

    assertThat(contains(new TimeRange(made, made.plusMillis(1)), id)).isTrue();
    assertThat(contains(new TimeRange(made.minusMillis(1), made), id)).isFalse();
    assertThat(contains(new TimeRange(made.plusMillis(1), made.plusMillis(2)), id)).isFalse();
  }

  @Test
  void a_part_of_a_millisecond_counts_as_the_next() {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(new TimeRange(time.plusNanos(1), null).first())
        .isEqualTo(new TimeRange(time.plusMillis(1), null).first())
        .isNotEqualTo(new TimeRange(time, null).first());
  }

  @ParameterizedTest
  @CsvSource({
    "1969-12-31T23:59:59Z, 00000000-0000-0000-0000-000000000000",
    "1970-01-01T00:00:00Z, 00000000-0000-0000-0000-000000000000",
    "1970-01-01T00:00:00.001Z, 00000000-0001-0000-0000-000000000000",
    "+12000-01-01T00:00:00Z, ffffffff-ffff-0000-0000-000000000000"
  })
  void times_that_no_id_can_have_are_the_ends(Instant time, UUID first) {
    assertThat(new TimeRange(time, null).first()).isEqualTo(first);
    assertThat(new TimeRange(null, time).end()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void the_ends_of_time_are_ends_of_a_range_too(Instant time) {
    assertThat(new TimeRange(time, time).first()).isNotNull();
  }

  private static boolean contains(TimeRange range, EventId id) {
    return compare(id.uuid(), Objects.requireNonNull(range.first())) >= 0
        && compare(id.uuid(), Objects.requireNonNull(range.end())) < 0;
  }

  /** As PostgreSQL compares them. */
  private static int compare(UUID id, UUID bound) {
    return id.toString().compareTo(bound.toString());
  }
}
