package relay.worker.subscriptions;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import relay.model.EventType;
import relay.model.EventTypePattern;
import relay.model.WebhookId;
import relay.signing.SigningSecret;

/**
 * A registered subscription with its endpoint.
 *
 * @param timeout the total deadline of an attempt, 1 to 30 s
 */
public record Webhook(
    WebhookId id,
    URI url,
    List<EventTypePattern> eventTypes,
    Map<String, String> headers,
    SigningSecret secret,
    boolean enabled,
    Duration timeout) {

  boolean wants(EventType type) {
    return eventTypes.stream().anyMatch(pattern -> pattern.matches(type));
  }
}
