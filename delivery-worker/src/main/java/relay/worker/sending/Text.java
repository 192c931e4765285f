package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Foreign text made fit to be stored. */
final class Text {
  private static final Pattern NOT_IN_A_LINE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]");

  private Text() {}

  /** PostgreSQL's text has no NUL; a lone half of a character cannot be written as UTF-8. */
  static String storable(@Nullable String text, int maxLength) {
    if (text == null) {
      return "";
    }
    String cut = text.length() > maxLength ? text.substring(0, maxLength) : text;
    return new String(cut.getBytes(UTF_8), UTF_8).replace('\0', '\ufffd');
  }

  /**
   * Fit to stand in a line of a log or of a terminal as well: no control character, which could
   * move the cursor or begin a line, and none that turns the direction of writing.
   */
  static String line(@Nullable String text, int maxLength) {
    return NOT_IN_A_LINE.matcher(storable(text, maxLength)).replaceAll("\ufffd");
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  static String storable(byte[] bytes) {
    return new String(bytes, UTF_8).replace('\0', '\ufffd');
  }
}
