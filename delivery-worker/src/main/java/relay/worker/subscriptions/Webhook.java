package relay.worker.subscriptions;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relay.model.EventType;
import relay.model.EventTypePattern;
import relay.model.Tenant;
import relay.model.WebhookId;

/**
 * A registered subscription with its endpoint.
 *
 * @param headers those that are not secret, and any that a version which did not encrypt stored
 * @param secrets {@code null} if this worker cannot read them
 * @param timeout the total deadline of an attempt, 1 to 30 s
 */
public record Webhook(
    WebhookId id,
    Tenant tenant,
    URI url,
    List<EventTypePattern> eventTypes,
    Map<String, String> headers,
    @Nullable WebhookSecrets secrets,
    boolean enabled,
    Duration timeout) {

  /**
   * Whether deliveries are to be sent now. Without its secrets they could not be signed; they wait,
   * as they do while it is disabled, for a worker that can read them.
   */
  public boolean isOpen() {
    return enabled && secrets != null;
  }

  boolean wants(EventType type) {
    return eventTypes.stream().anyMatch(pattern -> pattern.matches(type));
  }

  /** Hides the headers, which may hold a password. */
  @Override
  public String toString() {
    return "Webhook[" + id + "]";
  }
}
