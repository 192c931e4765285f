package relay.signing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret for the scheme {@code v1}, written {@code whsec_<base64>}. Thread-safe. */
public final class HmacSecret implements SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int NEW_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private HmacSecret(byte[] key) {
    this.key = key;
  }

  /** A new random secret of 32 bytes. */
  public static HmacSecret create() {
    byte[] key = new byte[NEW_BYTES];
    RANDOM.nextBytes(key);
    return new HmacSecret(key);
  }

  /**
   * Reads {@code whsec_<base64>}; the prefix may be absent.
   *
   * @throws IllegalArgumentException with a sentence fit for users, and without the secret, if it
   *     is not base64 of 24 to 64 bytes
   */
  public static HmacSecret parse(String text) {
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
    return new HmacSecret(key);
  }

  /** The text to store, and to show to its owner once. */
  @Override
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  @Override
  public String sign(String id, Instant timestamp, byte[] body) {
    Mac mac = hmac();
    mac.update(SignedContent.head(id, timestamp));
    return SignatureScheme.V1.label() + "," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** {@code sha256=} and the HMAC-SHA256 of the body alone in lower-case hex. */
  public String signBody(byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(hmac().doFinal(body));
  }

  @Override
  public String toString() {
    return "HmacSecret[hidden]";
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
