package relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;

class IdsFuzzTest {
  private static final List<Function<String, ?>> PARSERS =
      List.of(
          EventId::parse,
          WebhookId::parse,
          DeliveryId::parse,
          AttemptId::parse,
          BulkActionId::parse);

  @Property
  void every_id_comes_back_and_is_of_one_kind(@ForAll long high, @ForAll long low) {
    UUID uuid = new UUID(high, low);
    for (Object id :
        List.of(
            new EventId(uuid),
            new WebhookId(uuid),
            new DeliveryId(uuid),
            new AttemptId(uuid),
            new BulkActionId(uuid))) {
      assertThat(PARSERS).filteredOn(parser -> isTaken(id.toString(), parser)).hasSize(1);
      assertThat(PARSERS.stream().flatMap(parser -> Reading.of(id.toString(), parser).stream()))
          .isEqualTo(List.of(id));
    }
  }

  @Property
  void what_is_taken_is_printed_as_it_was(@ForAll("ids") String text) {
    for (Function<String, ?> parser : PARSERS) {
      Reading.of(text, parser).ifPresent(id -> assertThat(id).hasToString(text));
    }
  }

  @Property
  void ids_sort_as_text_as_their_bits_do(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    int byBits = Long.compareUnsigned(high, otherHigh);
    int expected = byBits == 0 ? Long.compareUnsigned(low, otherLow) : byBits;

    String text = new EventId(new UUID(high, low)).toString();
    String other = new EventId(new UUID(otherHigh, otherLow)).toString();

    assertThat(Integer.signum(text.compareTo(other))).isEqualTo(Integer.signum(expected));
  }

  @Example
  void endless_texts_are_refused_at_once() {
    Texts.endless("evt_01h455vb4pex5vsknk084sn02q")
        .forEach(text -> PARSERS.forEach(parser -> assertThat(isTaken(text, parser)).isFalse()));
  }

  private static boolean isTaken(String text, Function<String, ?> parser) {
    return Reading.of(text, parser).isPresent();
  }

  @Provide
  Arbitrary<String> ids() {
    return Texts.near(
        Arbitraries.of("evt_", "whk_", "dlv_", "att_", "blk_", "EVT_", "evt-", "")
            .flatMap(
                prefix ->
                    Arbitraries.strings()
                        .withChars("0123456789abcdefghjkmnpqrstvwxyzilouA")
                        .ofLength(26)
                        .map(prefix::concat)));
  }
}
