package relay.api.webhooks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relay.secrets.SecretHeaders;

/**
 * What a subscriber chooses, without the secret.
 *
 * @param headers sent with each delivery; the value of a secret one is {@link
 *     SecretHeaders#REDACTED} unless it is new
 * @param timeoutSeconds of one attempt, 1 to 30
 */
record WebhookSettings(
    String url,
    List<String> eventTypes,
    @Nullable String description,
    Map<String, String> headers,
    boolean enabled,
    int timeoutSeconds) {

  /** Hides the headers, which may hold a secret. */
  @Override
  public String toString() {
    return "WebhookSettings[" + url + "]";
  }
}
