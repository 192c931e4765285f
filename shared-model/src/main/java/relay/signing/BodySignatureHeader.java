package relay.signing;

import java.util.regex.Pattern;

/**
 * The name of the header with the signature of the body alone. The worker sends it and the API lets
 * no webhook forge it, so both have to take the same names.
 */
public final class BodySignatureHeader {
  /** Its name if no other is set. */
  public static final String DEFAULT = "X-AlgoHire-Signature";

  private static final Pattern NAME = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,98}");

  private BodySignatureHeader() {}

  /**
   * Checks the value of the setting {@code relay.signing.body-header}.
   *
   * @throws IllegalArgumentException with a sentence for operators if it is no such name
   */
  public static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "relay.signing.body-header has to start with X- and go on with letters, digits and -,"
              + " in all at most 100 characters");
    }
  }
}
