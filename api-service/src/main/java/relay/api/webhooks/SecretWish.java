package relay.api.webhooks;

import org.jspecify.annotations.Nullable;
import relay.signing.HmacSecret;
import relay.signing.SignatureScheme;

/**
 * What a request says of the secret that a webhook is to get.
 *
 * @param own chosen by the user; {@code null} if the relay is to make one
 */
record SecretWish(SignatureScheme scheme, @Nullable HmacSecret own) {
  static final String NO_OWN_KEY =
      "must be absent with the signature v1a: the relay makes the keys";

  IssuedSecret issue() {
    return own == null ? IssuedSecret.make(scheme) : IssuedSecret.shared(own);
  }
}
