package relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;

class EventTypePatternFuzzTest {
  @Property
  void a_type_that_is_taken_matches_itself_and_its_parents(@ForAll("texts") String text) {
    Reading.of(text, EventType::new)
        .ifPresent(
            type -> {
              assertThat(type).hasToString(text);
              assertThat(EventTypePattern.parse(text).matches(type)).isTrue();
              assertThat(EventTypePattern.parse("*").matches(type)).isTrue();
              for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
                String parent = text.substring(0, dot);
                assertThat(EventTypePattern.parse(parent + ".*").matches(type)).isTrue();
                assertThat(EventTypePattern.parse(parent).matches(type)).isFalse();
              }
            });
  }

  @Property
  void a_pattern_matches_what_its_text_says(
      @ForAll("shortNames") String name, @ForAll("shortNames") String pattern) {
    EventType type = new EventType(name);

    assertThat(EventTypePattern.parse(pattern).matches(type)).isEqualTo(name.equals(pattern));
    assertThat(EventTypePattern.parse(pattern + ".*").matches(type))
        .isEqualTo(name.startsWith(pattern + "."));
  }

  @Property
  void a_pattern_is_taken_if_it_is_a_star_or_its_type_is(@ForAll("texts") String text) {
    boolean exact = Reading.of(text, EventType::new).isPresent();

    assertThat(Reading.of(text + ".*", EventTypePattern::parse).isPresent()).isEqualTo(exact);
    if (!text.equals("*") && !text.endsWith(".*")) {
      assertThat(Reading.of(text, EventTypePattern::parse).isPresent()).isEqualTo(exact);
    }
  }

  @Property
  void only_the_label_of_a_state_is_read_as_one(@ForAll("states") String text) {
    Reading.of(text, DeliveryState::of)
        .ifPresent(state -> assertThat(state.label()).isEqualTo(text));
  }

  @Example
  void endless_texts_are_refused_at_once() {
    Texts.endless("order.")
        .forEach(text -> assertThat(Reading.of(text, EventTypePattern::parse)).isEmpty());
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.near(
        "order",
        "order.created",
        "order.line.added",
        "order.*",
        "*",
        "A-b_9",
        "a.".repeat(63) + "aa");
  }

  @Provide
  Arbitrary<String> shortNames() {
    return Arbitraries.strings()
        .withChars('a', 'b', '-')
        .ofMinLength(1)
        .ofMaxLength(2)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> String.join(".", segments));
  }

  @Provide
  Arbitrary<String> states() {
    return Texts.near(
        "pending", "in_flight", "retrying", "succeeded", "exhausted", "cancelled", "PENDING");
  }
}
