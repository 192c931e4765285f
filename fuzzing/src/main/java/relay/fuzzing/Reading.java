package relay.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;

/** Reads texts as a parser that refuses with a sentence for whoever wrote them. */
public final class Reading {
  private Reading() {}

  /**
   * What the parser makes of the text, or nothing if it refuses.
   *
   * @param parser refuses with {@link IllegalArgumentException} itself and none of its subclasses,
   *     whose messages are for programmers
   */
  public static <T> Optional<T> of(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal).isExactlyInstanceOf(IllegalArgumentException.class);
      assertThat(refusal.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }
}
