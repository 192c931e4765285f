package relay.api.secrets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import relay.secrets.SecretCipher;

/** What secrets are encrypted with. The keys themselves are kept by the cipher alone. */
@ConfigurationProperties("relay.secrets")
final class SecretsProperties {
  private final SecretCipher cipher;

  /**
   * Checks the keys.
   *
   * @param keys {@code id:base64} each, of 32 bytes; the first encrypts and all decrypt
   */
  SecretsProperties(@Nullable List<String> keys) {
    this.cipher = SecretCipher.of(keys);
  }

  SecretCipher cipher() {
    return cipher;
  }
}
