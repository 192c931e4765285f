package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit to be stored. */
final class Text {
  private Text() {}

  /** PostgreSQL's text has no NUL; a lone half of a character cannot be written as UTF-8. */
  static String storable(@Nullable String text, int maxLength) {
    if (text == null) {
      return "";
    }
    String cut = text.length() > maxLength ? text.substring(0, maxLength) : text;
    return new String(cut.getBytes(UTF_8), UTF_8).replace('\0', '\ufffd');
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  static String storable(byte[] bytes) {
    return new String(bytes, UTF_8).replace('\0', '\ufffd');
  }
}
