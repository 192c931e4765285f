package relay.worker.subscriptions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the secrets and secret headers of webhooks. One that cannot be read is told once and
 * counted as long as it is so, and must not keep the other webhooks from being read. Thread-safe.
 */
@Component
class StoredSecrets {
  private static final Logger log = LoggerFactory.getLogger(StoredSecrets.class);
  private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
      new TypeReference<>() {};

  private final SecretCipher cipher;
  private final JsonMapper json;
  private final Set<WebhookId> unreadable = ConcurrentHashMap.newKeySet();

  StoredSecrets(SecretCipher cipher, JsonMapper json, MeterRegistry registry) {
    this.cipher = cipher;
    this.json = json;
    Gauge.builder("relay.secrets.unreadable", unreadable, Set::size)
        .description("Webhooks that this worker sends nothing to, as it cannot read their secrets")
        .register(registry);
  }

  /** The secrets of a webhook from its row, or {@code null} if any of them cannot be read. */
  @Nullable WebhookSecrets read(WebhookId webhook, ResultSet row) throws SQLException {
    try {
      WebhookSecrets secrets =
          new WebhookSecrets(
              cipher.decrypt(webhook, row.getString("secret")),
              old(webhook, row),
              headers(webhook, row));
      unreadable.remove(webhook);
      return secrets;
    } catch (UnreadableSecretException failure) {
      if (unreadable.add(webhook)) {
        log.atError()
            .addKeyValue("webhook", webhook)
            .addKeyValue("cause", failure.getMessage())
            .log("The secret of a webhook cannot be read; its deliveries wait until it can");
      }
      return null;
    }
  }

  private WebhookSecrets.@Nullable Old old(WebhookId webhook, ResultSet row)
      throws SQLException, UnreadableSecretException {
    @Nullable String stored = row.getString("old_secret");
    if (stored == null) {
      return null;
    }
    Instant validUntil = row.getObject("old_secret_valid_until", OffsetDateTime.class).toInstant();
    return new WebhookSecrets.Old(cipher.decrypt(webhook, stored), validUntil);
  }

  private Map<String, String> headers(WebhookId webhook, ResultSet row)
      throws SQLException, UnreadableSecretException {
    Map<String, String> headers = json.readValue(row.getString("secret_headers"), HEADERS);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      header.setValue(cipher.decryptHeader(webhook, header.getKey(), header.getValue()));
    }
    return headers;
  }

  /** No other webhook is left. */
  void retain(Set<WebhookId> webhooks) {
    unreadable.retainAll(webhooks);
  }
}
