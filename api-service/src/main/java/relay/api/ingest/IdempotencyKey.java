package relay.api.ingest;

import java.util.regex.Pattern;

/** The rule for idempotency keys. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";
  static final String RULE = "must be 1 to 255 printable ASCII characters";
  private static final Pattern VALID = Pattern.compile("[\\x20-\\x7E]{1,255}");

  private IdempotencyKey() {}

  static boolean isValid(String key) {
    return VALID.matcher(key).matches();
  }
}
