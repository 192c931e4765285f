package relay.api.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a key: {@code rk_}, 8 readable characters, {@code _}, and 43 characters of base64url
 * that are 256 random bits. It is known in full to its owner alone; the relay keeps its prefix and
 * its hash.
 *
 * <p>The hash is a plain SHA-256. A slow one, as for passwords, makes guessing dear where there is
 * little to guess; 256 random bits can not be guessed however quick the hash, and each request pays
 * for it.
 */
public final class ApiKey {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int NAME_LENGTH = 8;
  private static final int PREFIX_LENGTH = "rk_".length() + NAME_LENGTH;
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile("rk_[%s]{%d}_[A-Za-z0-9_-]{43}".formatted(ALPHABET, NAME_LENGTH));
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** A new key. Its prefix may, rarely, be that of another. */
  static ApiKey create() {
    StringBuilder text = new StringBuilder("rk_");
    RANDOM.ints(NAME_LENGTH, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(text::append);
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    text.append('_').append(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    return new ApiKey(text.toString());
  }

  /** The key that a caller sent, or {@code null} if it can be none. */
  static @Nullable ApiKey parse(String text) {
    return FORM.matcher(text).matches() ? new ApiKey(text) : null;
  }

  /** What may be shown. */
  String prefix() {
    return text.substring(0, PREFIX_LENGTH);
  }

  KeyHash hash() {
    try {
      return new KeyHash(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All of it, for its owner. */
  public String reveal() {
    return text;
  }

  /** Hides all but the prefix. */
  @Override
  public String toString() {
    return "ApiKey[" + prefix() + "]";
  }
}
