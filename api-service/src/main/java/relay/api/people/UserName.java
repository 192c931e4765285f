package relay.api.people;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody logs in with; capitals make no difference.
 *
 * @param text 1 to 100 lower-case letters, digits and {@code . _ @ + -}
 */
record UserName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9._@+-]{1,100}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with a sentence fit for users if it is none
   */
  UserName {
    text = text.strip().toLowerCase(Locale.ROOT);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 100 letters, digits or any of . _ @ + -, without spaces");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
