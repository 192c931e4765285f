package relay.api.keys;

import java.security.MessageDigest;

/** The hash of a key, which is all that the relay keeps of its secret part. */
final class KeyHash {
  /** What no key has. */
  static final KeyHash NONE = new KeyHash(new byte[32]);

  private final byte[] bytes;

  KeyHash(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Takes the same time wherever they differ. */
  boolean is(KeyHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }
}
