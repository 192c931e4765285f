package relay.api.paging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import relay.api.Contract;
import relay.api.problem.Problem;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;

class PagingFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

  @Property
  void every_cursor_comes_back(@ForAll long high, @ForAll long low) {
    UUID id = new UUID(high, low);
    assertThat(Cursor.parse(Cursor.after(id))).isEqualTo(id);
    assertThat(Cursor.after(id)).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void a_cursor_that_is_taken_is_one_that_was_given(@ForAll("cursors") String text) {
    Reading.of(text, Cursor::parse).ifPresent(id -> assertThat(Cursor.after(id)).isEqualTo(text));
  }

  @Property
  void a_limit_is_taken_if_it_is_a_documented_number(@ForAll("limits") String text) {
    boolean documented =
        text.matches("-?(0|[1-9][0-9]*)")
            && CONTRACT.allows(
                CONTRACT.at("/components/parameters/Limit/schema"), Contract.json(text));

    assertThat(isTaken(Map.of("limit", List.of(text)))).isEqualTo(documented);
  }

  @Property
  void a_query_is_taken_or_its_parameter_named(
      @ForAll("names") String name, @ForAll("limits") String value) {
    boolean taken = isTaken(Map.of(name, List.of(value)));
    assertThat(taken)
        .isEqualTo(
            name.equals("limit")
                && value.matches("[1-9][0-9]{0,2}")
                && Integer.parseInt(value) <= 200);
    assertThat(isTaken(Map.of(name, List.of(value, value)))).isFalse();
  }

  @Property
  void a_range_has_the_ids_made_in_it(
      @ForAll("instants") Instant from,
      @ForAll("instants") Instant to,
      @ForAll("millis") long millis) {
    Instant made = Instant.ofEpochMilli(millis);
    UUID id = new UUID(millis << 16 | 0x7000, Long.MIN_VALUE);
    TimeRange range = new TimeRange(from, to);

    assertThat(isAtOrAfter(id, range.first())).isEqualTo(!made.isBefore(earliest(from)));
    assertThat(isAtOrAfter(id, range.end())).isEqualTo(!made.isBefore(earliest(to)));
  }

  /** No id is of a later time than the last. */
  private static Instant earliest(Instant instant) {
    return instant.isAfter(LAST) ? LAST : instant;
  }

  @Example
  void endless_texts_are_refused() {
    Texts.endless("AQ").forEach(text -> assertThat(Reading.of(text, Cursor::parse)).isEmpty());
    Texts.endless("1")
        .forEach(text -> assertThat(isTaken(Map.of("limit", List.of(text)))).isFalse());
    Texts.endless("2026-11-24T10:00:00")
        .forEach(text -> assertThat(Reading.of(text, QueryParameters::instant)).isEmpty());
  }

  private static boolean isAtOrAfter(UUID id, @Nullable UUID bound) {
    return Long.compareUnsigned(
            id.getMostSignificantBits(), requireNonNull(bound).getMostSignificantBits())
        >= 0;
  }

  private static boolean isTaken(Map<String, List<String>> parameters) {
    try {
      ListQuery query = new ListQuery(MultiValueMap.fromMultiValue(parameters));
      query.check();
      assertThat(query.limit()).isBetween(1, 200);
      return true;
    } catch (Problem refusal) {
      assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(300);
      return false;
    }
  }

  @Provide
  Arbitrary<String> cursors() {
    return Texts.near(Cursor.after(new UUID(1, 2)), Cursor.after(new UUID(-1, -1)), "AQ", "");
  }

  @Provide
  Arbitrary<String> limits() {
    return Texts.near("1", "50", "200", "201", "0", "-1");
  }

  @Provide
  Arbitrary<String> names() {
    return Texts.near("limit", "limit", "cursor", "type");
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            Instant.MIN, Instant.MAX, Instant.EPOCH, LAST, LAST.plusNanos(1), LAST.minusNanos(1)),
        Arbitraries.longs()
            .between(-5, 5_000_000)
            .map(nanos -> Instant.EPOCH.plus(Duration.ofNanos(nanos))),
        Arbitraries.longs()
            .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
            .map(Instant::ofEpochSecond));
  }

  @Provide
  Arbitrary<Long> millis() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 10), Arbitraries.longs().between(0, LAST.toEpochMilli()));
  }
}
