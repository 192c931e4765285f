package relay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** What every scheme of Standard Webhooks signs: {@code <id>.<timestamp>.<body>}. */
final class SignedContent {
  private SignedContent() {}

  /** What stands before the body. */
  static byte[] head(String id, Instant timestamp) {
    return (id + "." + timestamp.getEpochSecond() + ".").getBytes(UTF_8);
  }
}
