package relay.worker.subscriptions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;

/** All webhooks that are not deleted, as they were at one version. */
public record Subscriptions(long version, Map<WebhookId, Webhook> webhooks) {

  /** Those of a tenant that an event of this type is for, enabled or not. */
  public List<Webhook> matching(Tenant tenant, EventType type) {
    return webhooks.values().stream()
        .filter(webhook -> webhook.tenant().equals(tenant) && webhook.wants(type))
        .toList();
  }

  /** The webhook, unless it was deleted. */
  public Optional<Webhook> find(WebhookId id) {
    return Optional.ofNullable(webhooks.get(id));
  }

  /** Every webhook that is not deleted. */
  public Collection<Webhook> all() {
    return webhooks.values();
  }
}
