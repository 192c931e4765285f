package relay.api.webhooks;

import org.jspecify.annotations.Nullable;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SignatureScheme;
import relay.signing.SigningSecret;

/**
 * A secret that a webhook gets, and what its receiver has to know of it.
 *
 * @param publicKey what verifies what a private key signs; {@code null} for a shared secret
 */
record IssuedSecret(SigningSecret secret, @Nullable String publicKey) {
  static IssuedSecret make(SignatureScheme scheme) {
    return switch (scheme) {
      case V1 -> shared(HmacSecret.create());
      case V1A -> {
        Ed25519Secret.KeyPair pair = Ed25519Secret.create();
        yield new IssuedSecret(pair.secret(), pair.publicKey());
      }
    };
  }

  static IssuedSecret shared(HmacSecret secret) {
    return new IssuedSecret(secret, null);
  }

  /** What is shown once, which a private key never is. */
  @Nullable String shown() {
    return switch (secret) {
      case HmacSecret shared -> shared.reveal();
      case Ed25519Secret _ -> null;
    };
  }
}
