package relay.stack.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks a delivery as Standard Webhooks 1.0.0 asks of a receiver. Written from its text alone, and
 * so a check of what the relay signs with.
 */
public final class Signature {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final SecretKeySpec key;

  public Signature(String secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** Whether the request is signed with the secret, and recently. */
  public boolean isOf(Headers headers, byte[] body) {
    @Nullable String id = headers.getFirst("webhook-id");
    @Nullable String timestamp = headers.getFirst("webhook-timestamp");
    @Nullable String signatures = headers.getFirst("webhook-signature");
    if (id == null || timestamp == null || signatures == null || !isRecent(timestamp)) {
      return false;
    }
    byte[] expected = sign(id, timestamp, body).getBytes(UTF_8);
    return Arrays.stream(signatures.split(" ", -1))
        .anyMatch(signature -> MessageDigest.isEqual(signature.getBytes(UTF_8), expected));
  }

  private static boolean isRecent(String timestamp) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) <= 0;
    } catch (NumberFormatException malformed) {
      return false;
    }
  }

  private String sign(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }
}
