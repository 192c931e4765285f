package relay.api.webhooks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber chooses.
 *
 * @param headers sent with each delivery
 * @param secret {@code whsec_} and base64
 * @param timeoutSeconds of one attempt, 1 to 30
 */
record WebhookSettings(
    String url,
    List<String> eventTypes,
    @Nullable String description,
    Map<String, String> headers,
    String secret,
    boolean enabled,
    int timeoutSeconds) {

  /** Hides the secret and the headers, which may hold one. */
  @Override
  public String toString() {
    return "WebhookSettings[" + url + "]";
  }
}
