package relay.fuzzing;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts to be read by parsers. */
public final class Texts {
  private static final int MOST_EDITS = 3;
  private static final int LONG = 5_000;
  private static final int VERY_LONG = 1_000_000;

  /**
   * What has led parsers astray: ends of syntax, other digits and letters, halves of characters.
   */
  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\t",
          "\n",
          "\r\n",
          "\0",
          "\u007f",
          "\u0080",
          "\u00a0",
          "\u3000",
          "\ufeff",
          "é",
          "ı",
          "ſ",
          "\u212a",
          "٣",
          "０",
          "\ud800",
          "\udc00",
          "😀",
          "\ufffd",
          "\uffff",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "\\ud800",
          "{",
          "}",
          "[",
          "]",
          "(",
          "<",
          "/",
          "//",
          ":",
          ";",
          "@",
          "#",
          "?",
          "&",
          ".",
          "..",
          ".*",
          "*",
          "-",
          "_",
          "=",
          "==",
          "+",
          ",",
          "%",
          "%00",
          "%2F",
          "%zz",
          "$",
          "~",
          "!",
          "|",
          "0",
          "8",
          "9",
          "a",
          "Z",
          "u",
          "l",
          "true",
          "null",
          "1e9",
          "-1",
          "0x7f",
          "2147483648",
          "9223372036854775808",
          "+18:00",
          "Z");

  private enum Edit {
    INSERT,
    REPLACE,
    REMOVE,
    CUT,
    TWICE,
    LENGTHEN;

    String of(String text, int position, String piece) {
      int at = position % (text.length() + 1);
      int next = Math.min(at + 1, text.length());
      String before = text.substring(0, at);
      return switch (this) {
        case INSERT -> before + piece + text.substring(at);
        case REPLACE -> before + piece + text.substring(next);
        case REMOVE -> before + text.substring(next);
        case CUT -> before;
        case TWICE -> text + text;
        case LENGTHEN -> before + text.substring(at, next).repeat(LONG) + text.substring(at);
      };
    }
  }

  private record EditAt(Edit edit, int position, String piece) {
    String of(String text) {
      return text.length() > LONG ? text : edit.of(text, position, piece);
    }
  }

  private Texts() {}

  /** Texts that are right or nearly so, which get deeper into a parser than any others. */
  public static Arbitrary<String> near(String... right) {
    return near(Arbitraries.of(right));
  }

  /** Texts that are right or nearly so. */
  public static Arbitrary<String> near(Collection<String> right) {
    return near(Arbitraries.of(right));
  }

  /** Texts that are right or nearly so. */
  public static Arbitrary<String> near(Arbitrary<String> right) {
    return Combinators.combine(right, edits().list().ofMaxSize(MOST_EDITS))
        .as(
            (text, edits) -> {
              String edited = text;
              for (EditAt edit : edits) {
                edited = edit.of(edited);
              }
              return edited;
            });
  }

  private static Arbitrary<EditAt> edits() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(10, Edit.INSERT),
                Tuple.of(10, Edit.REPLACE),
                Tuple.of(5, Edit.REMOVE),
                Tuple.of(3, Edit.CUT),
                Tuple.of(2, Edit.TWICE),
                Tuple.of(1, Edit.LENGTHEN)),
            Arbitraries.integers().between(0, 300),
            Arbitraries.of(PIECES))
        .as(EditAt::new);
  }

  /** A million times each piece after a start, which takes for ever to read in quadratic time. */
  public static Stream<String> endless(String start) {
    return PIECES.stream()
        .filter(piece -> !piece.isEmpty())
        .map(piece -> start + piece.repeat(VERY_LONG / piece.length()));
  }
}
