package relay.api.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.Tenant;
import relay.model.WebhookId;

/** Looks things up by their keys, so that no search costs more than a few reads. Thread-safe. */
@Component
class Finder {
  private static final String EVENT = "SELECT id FROM events WHERE id = ? AND tenant = ?";
  private static final String WEBHOOK =
      "SELECT id FROM webhooks WHERE id = ? AND tenant = ? AND deleted_at IS NULL";
  private static final String DELIVERY = "SELECT id FROM deliveries WHERE id = ? AND tenant = ?";
  private static final String DELIVERY_OF_ATTEMPT =
      "SELECT delivery_id FROM delivery_logs WHERE id = ? AND tenant = ?";
  private static final String EVENT_OF_KEY =
      "SELECT event_id FROM idempotency_keys WHERE key = ? AND tenant = ?";

  /**
   * What was found.
   *
   * @param kind event, webhook or delivery
   * @param by what was searched for: id or idempotencyKey
   */
  record Found(String kind, String id, String by) {}

  private final JdbcClient database;

  Finder(JdbcClient database) {
    this.database = database;
  }

  /** Everything of a tenant whose id it is, or whose idempotency key. */
  List<Found> find(Tenant tenant, String wanted) {
    List<Found> found = new ArrayList<>();
    byId(tenant, wanted, EventId::parse, EventId::uuid, EVENT)
        .ifPresent(id -> found.add(event(id, "id")));
    byId(tenant, wanted, WebhookId::parse, WebhookId::uuid, WEBHOOK)
        .ifPresent(id -> found.add(new Found("webhook", new WebhookId(id).toString(), "id")));
    byId(tenant, wanted, DeliveryId::parse, DeliveryId::uuid, DELIVERY)
        .ifPresent(id -> found.add(delivery(id)));
    byId(tenant, wanted, AttemptId::parse, AttemptId::uuid, DELIVERY_OF_ATTEMPT)
        .ifPresent(id -> found.add(delivery(id)));
    if (wanted.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      one(tenant, EVENT_OF_KEY, wanted).ifPresent(id -> found.add(event(id, "idempotencyKey")));
    }
    return found;
  }

  private <I> Optional<UUID> byId(
      Tenant tenant,
      String wanted,
      Function<String, I> parser,
      Function<I, UUID> uuid,
      String statement) {
    I id;
    try {
      id = parser.apply(wanted);
    } catch (IllegalArgumentException otherKind) {
      return Optional.empty();
    }
    return one(tenant, statement, uuid.apply(id));
  }

  private Optional<UUID> one(Tenant tenant, String statement, Object key) {
    return database.sql(statement).param(key).param(tenant.name()).query(UUID.class).optional();
  }

  private static Found event(UUID id, String by) {
    return new Found("event", new EventId(id).toString(), by);
  }

  private static Found delivery(UUID id) {
    return new Found("delivery", new DeliveryId(id).toString(), "id");
  }
}
