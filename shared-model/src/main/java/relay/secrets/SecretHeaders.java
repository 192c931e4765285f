package relay.secrets;

import java.util.regex.Pattern;

/** Which HTTP headers carry a credential, and what is shown instead of it. */
public final class SecretHeaders {
  /** Stands in the place of every value that is not shown. */
  public static final String REDACTED = "REDACTED";

  /**
   * Found in the name of each secret header, whatever its case. PostgreSQL searches by it too, so
   * it is written in what both know. {@code WWW-Authenticate} is not one: it asks for a credential.
   */
  public static final String NAMES =
      "auth(?!or|enticate)|authori[sz]|bearer|cookie|credential|jwt|keys?([^a-z]|$)|api[-_.]?key"
          + "|pass(code|phrase|w)|pwd|secret|session|signature|token";

  private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

  private SecretHeaders() {}

  /** Whether a header of this name carries a credential. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).find();
  }
}
