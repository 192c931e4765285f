package relay.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** SHA-256 over what makes two requests the same: all that the caller sent, as it was sent. */
final class RequestHash {
  private static final int ABSENT = -1;

  private RequestHash() {}

  static byte[] of(
      String type, @Nullable String timestamp, @Nullable String orderingKey, byte[] data) {
    MessageDigest sha256 = sha256();
    add(sha256, type.getBytes(UTF_8));
    add(sha256, timestamp == null ? null : timestamp.getBytes(UTF_8));
    add(sha256, orderingKey == null ? null : orderingKey.getBytes(UTF_8));
    add(sha256, data);
    return sha256.digest();
  }

  /** With its length before it, so that no two lists of parts look the same. */
  private static void add(MessageDigest sha256, byte @Nullable [] part) {
    int length = part == null ? ABSENT : part.length;
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (part != null) {
      sha256.update(part);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
