package relay.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** A private key for the scheme {@code v1a}, written {@code whsk_<base64>}. Thread-safe. */
public final class Ed25519Secret implements SigningSecret {
  static final String PREFIX = "whsk_";

  private static final String PUBLIC_PREFIX = "whpk_";
  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;

  /**
   * A private key and the public key that verifies what it signs.
   *
   * @param publicKey written {@code whpk_<base64>}
   */
  public record KeyPair(Ed25519Secret secret, String publicKey) {}

  private final byte[] seed;
  private final PrivateKey key;

  private Ed25519Secret(byte[] seed) {
    this.seed = seed;
    try {
      this.key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException impossible) {
      throw withoutEd25519(impossible);
    }
  }

  /** A new random pair: Java does not tell the public key of a private one later. */
  public static KeyPair create() {
    try {
      java.security.KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      // RFC 8410: the encoding of the key ends with the 32 bytes of RFC 8032.
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
      return new KeyPair(
          new Ed25519Secret(seed), PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKey));
    } catch (GeneralSecurityException impossible) {
      throw withoutEd25519(impossible);
    }
  }

  /**
   * Reads {@code whsk_<base64>}.
   *
   * @throws IllegalArgumentException without the key, if it is not base64 of 32 bytes
   */
  static Ed25519Secret parse(String text) {
    byte[] seed;
    try {
      seed = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      seed = new byte[0];
    }
    if (seed.length != KEY_BYTES) {
      throw new IllegalArgumentException("must be whsk_ and then 32 bytes in standard base64");
    }
    return new Ed25519Secret(seed);
  }

  @Override
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(seed);
  }

  @Override
  public String sign(String id, Instant timestamp, byte[] body) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(SignedContent.head(id, timestamp));
      signature.update(body);
      return SignatureScheme.V1A.label()
          + ","
          + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw withoutEd25519(impossible);
    }
  }

  @Override
  public String toString() {
    return "Ed25519Secret[hidden]";
  }

  private static IllegalStateException withoutEd25519(GeneralSecurityException impossible) {
    return new IllegalStateException("the JDK has Ed25519", impossible);
  }
}
