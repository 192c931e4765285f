package relay.secrets;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that secrets are encrypted with, by AES-256-GCM. Thread-safe.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D: a random nonce of 96
 *     bits serves 2^32 encryptions with one key</a>
 */
final class EnvelopeKey {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final SecretKey key;

  private EnvelopeKey(String id, SecretKey key) {
    this.id = id;
    this.key = key;
  }

  /**
   * Reads {@code id:base64}.
   *
   * @throws IllegalArgumentException with what is wrong, to follow "this key ", and without
   *     anything of the text: whoever mistakes the form has the key in the wrong place
   */
  static EnvelopeKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !ID.matcher(text.substring(0, colon)).matches()) {
      throw new IllegalArgumentException(
          "has to start with an id of 1 to 32 letters, digits, dots, - and _, and a colon");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("is not standard base64 after its colon");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "has %d bytes after its colon instead of %d".formatted(key.length, KEY_BYTES));
    }
    return new EnvelopeKey(text.substring(0, colon), new SecretKeySpec(key, "AES"));
  }

  String id() {
    return id;
  }

  /** Returns the nonce and then the ciphertext with its tag. */
  byte[] seal(byte[] plain, byte[] associated) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plain);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
      System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
      return sealed;
    } catch (GeneralSecurityException impossible) {
      throw withoutAes(impossible);
    }
  }

  /**
   * Reverses {@link #seal}.
   *
   * @throws AEADBadTagException if it was sealed with another key or other associated data, or was
   *     changed since
   */
  byte[] open(byte[] sealed, byte[] associated) throws AEADBadTagException {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new AEADBadTagException("too short to have a tag");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), associated)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException changed) {
      throw changed;
    } catch (GeneralSecurityException impossible) {
      throw withoutAes(impossible);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  private static IllegalStateException withoutAes(GeneralSecurityException impossible) {
    return new IllegalStateException("every Java platform has AES/GCM/NoPadding", impossible);
  }

  /** Says nothing of the key, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "EnvelopeKey[" + id + "]";
  }
}
