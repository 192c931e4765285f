package relay.model;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * The text form of the relay's ids: a prefix, an underscore, and a UUIDv7 as 26 characters of
 * Crockford's base 32, so that ids sort by time as text too.
 *
 * @see <a href="https://github.com/jetify-com/typeid/tree/main/spec">TypeID specification 0.3</a>
 */
final class TypeId {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final byte[] DIGITS = digits();
  private static final int LENGTH = 26;
  private static final TimeBasedEpochGenerator UUIDS = Generators.timeBasedEpochGenerator();

  private TypeId() {}

  static UUID next() {
    return UUIDS.generate();
  }

  static String format(String prefix, UUID uuid) {
    char[] text = new char[prefix.length() + 1 + LENGTH];
    prefix.getChars(0, prefix.length(), text, 0);
    text[prefix.length()] = '_';
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    for (int at = text.length - 1; at > prefix.length(); at--) {
      text[at] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(text);
  }

  static UUID parse(String prefix, String text) {
    int start = prefix.length() + 1;
    if (text.length() != start + LENGTH || !text.startsWith(prefix + "_")) {
      throw malformed(prefix);
    }
    // 26 characters carry 130 bits: the first may not use the top two.
    if (text.charAt(start) > '7') {
      throw malformed(prefix);
    }
    long high = 0;
    long low = 0;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      byte digit = c < DIGITS.length ? DIGITS[c] : -1;
      if (digit < 0) {
        throw malformed(prefix);
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return new UUID(high, low);
  }

  static Instant createdAt(UUID uuid) {
    return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
  }

  private static IllegalArgumentException malformed(String prefix) {
    return new IllegalArgumentException(
        "must be an id that starts with %s_ and goes on with %d characters"
            .formatted(prefix, LENGTH));
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (byte value = 0; value < ALPHABET.length(); value++) {
      digits[ALPHABET.charAt(value)] = value;
    }
    return digits;
  }
}
