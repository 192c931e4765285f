package relay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypePatternTest {
  @ParameterizedTest
  @CsvSource({
    "order.created, order.created, true",
    "order.created, order.created.v2, false",
    "order.*, order.created, true",
    "order.*, order.created.v2, true",
    "order.*, order, false",
    "order.*, orders.created, false",
    "*, anything, true",
  })
  void a_pattern_matches_what_it_says(String pattern, String type, boolean matches) {
    assertThat(EventTypePattern.parse(pattern).matches(new EventType(type))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "**", ".*", "*.created", "order.*.created", "order..x", "a b"})
  void other_patterns_are_refused(String pattern) {
    assertThatThrownBy(() -> EventTypePattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "a b", "a\n", "ä", "a/b"})
  void malformed_types_are_refused(String type) {
    assertThatThrownBy(() -> new EventType(type)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventType("a".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
