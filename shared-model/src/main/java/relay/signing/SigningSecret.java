package relay.signing;

import java.time.Instant;

/**
 * What the deliveries of a webhook are signed with, in the text form of Standard Webhooks.
 * Thread-safe. Its {@code toString} says nothing of it, so that it cannot reach a log.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks 1.0.0, signature scheme</a>
 */
public sealed interface SigningSecret permits HmacSecret, Ed25519Secret {

  /**
   * Reads what {@link #reveal()} has written.
   *
   * @throws IllegalArgumentException without the secret, if it is no such text
   */
  static SigningSecret parse(String text) {
    return text.startsWith(Ed25519Secret.PREFIX)
        ? Ed25519Secret.parse(text)
        : HmacSecret.parse(text);
  }

  /** The text to store. */
  String reveal();

  /**
   * One signature of the header {@code webhook-signature}.
   *
   * @param id the value of {@code webhook-id}
   * @param timestamp the time of this attempt; its whole seconds are the value of {@code
   *     webhook-timestamp}
   */
  String sign(String id, Instant timestamp, byte[] body);
}
