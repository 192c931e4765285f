package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A password that somebody chose.
 *
 * @param text at least 12 characters, and at most 72 bytes, of which bcrypt would read no more
 */
record Password(String text) {
  static final int MAX_BYTES = 72;
  private static final int MIN_CHARACTERS = 12;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException with a sentence fit for users if it is too short or too long
   */
  Password {
    if (text.codePointCount(0, text.length()) < MIN_CHARACTERS) {
      throw new IllegalArgumentException(
          "must have at least %d characters".formatted(MIN_CHARACTERS));
    }
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "must have at most %d bytes; a letter with an accent counts as two".formatted(MAX_BYTES));
    }
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
