package relay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric secret of a webhook, written {@code whsec_<base64>}. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks 1.0.0, signature scheme</a>
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int NEW_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /** A new random secret of 32 bytes. */
  public static SigningSecret create() {
    byte[] key = new byte[NEW_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /**
   * Reads {@code whsec_<base64>}; the prefix may be absent.
   *
   * @throws IllegalArgumentException with a sentence fit for users, and without the secret, if it
   *     is not base64 of 24 to 64 bytes
   */
  public static SigningSecret parse(String text) {
    byte[] key;
    try {
      key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    } catch (IllegalArgumentException notBase64) {
      key = new byte[0];
    }
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "must be whsec_ and then 24 to 64 bytes in standard base64");
    }
    return new SigningSecret(key);
  }

  /** The text to store and to show to its owner once. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param id the value of {@code webhook-id}
   * @param timestamp the time of this attempt; its whole seconds are the value of {@code
   *     webhook-timestamp}
   */
  public String sign(String id, Instant timestamp, byte[] body) {
    Mac mac = hmac();
    mac.update((id + "." + timestamp.getEpochSecond() + ".").getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** {@code sha256=} and the HMAC-SHA256 of the body alone in lower-case hex. */
  public String signBody(byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(hmac().doFinal(body));
  }

  /** Says nothing of the secret, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "SigningSecret[hidden]";
  }

  private Mac hmac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }
}
