package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.api.Api;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;

class StoredHeadersTest {
  private static final WebhookId WEBHOOK = WebhookId.next();

  private final SecretCipher cipher = SecretCipher.of(List.of(Api.SECRETS_KEY));

  /**
   * As a later version has stored it, beside which this one runs or which it takes the place of.
   */
  @Test
  void what_is_encrypted_stays_secret_though_its_name_is_not_known_as_such() {
    String encrypted = cipher.encryptHeader(WEBHOOK, "X-Shop", "a credential");
    StoredHeaders stored = new StoredHeaders(Map.of("X-A", "1"), Map.of("X-Shop", encrypted));

    assertThat(stored.shown())
        .containsExactly(Map.entry("X-A", "1"), Map.entry("X-Shop", "REDACTED"));
    StoredHeaders after = stored.change(WEBHOOK, Map.of("X-A", "2", "x-shop", "REDACTED"), cipher);

    assertThat(after.plain()).containsExactly(Map.entry("X-A", "2"));
    assertThat(after.secret().values()).containsExactly(encrypted);
  }
}
