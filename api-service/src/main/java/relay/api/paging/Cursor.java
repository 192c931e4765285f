package relay.api.paging;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** The text form of the place in a list behind an id. */
final class Cursor {
  /** Changes when cursors change, so that an old one is refused instead of misread. */
  private static final byte FORMAT = 1;

  private static final int BYTES = 1 + 16;

  private static final String RULE = "must be the nextCursor of a page of this list";

  private Cursor() {}

  static String after(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .put(FORMAT)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static UUID parse(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(decode(text));
    if (bytes.remaining() != BYTES || bytes.get() != FORMAT) {
      throw new IllegalArgumentException(RULE);
    }
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    // Base 64 has more than one text for the same bytes.
    if (!after(id).equals(text)) {
      throw new IllegalArgumentException(RULE);
    }
    return id;
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(RULE, malformed);
    }
  }
}
