package relay.api.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.EventTypePattern;
import relay.model.Tenant;
import relay.model.WebhookId;

/** The statements of a replay. Thread-safe. */
@Component
class ReplayRows {
  private static final String EVENT =
      """
      SELECT type, EXISTS (SELECT FROM outbox WHERE event_id = events.id) AS waits
        FROM events
       WHERE id = ?
         AND tenant = ?
      """;

  private static final String ENABLED =
      "SELECT id, event_types FROM webhooks WHERE tenant = ? AND enabled AND deleted_at IS NULL";

  private static final String KNOWN =
      "SELECT id FROM webhooks WHERE id = ANY (?) AND tenant = ? AND deleted_at IS NULL";

  /**
   * In the order of the webhooks, so that two replays cannot wait for each other for ever. One that
   * another replay is inserting makes this one wait for its end.
   */
  private static final String INSERT_MISSING =
      """
      INSERT INTO deliveries (id, tenant, event_id, webhook_id, state, next_attempt_at, ordering_key)
      SELECT d.id, e.tenant, e.id, d.webhook_id, 'pending', now(), e.ordering_key
        FROM unnest(?::uuid[], ?::uuid[]) AS d (id, webhook_id)
        JOIN events e ON e.id = ?
       ORDER BY d.webhook_id
      ON CONFLICT (event_id, webhook_id) DO NOTHING
      RETURNING id
      """;

  /** Gone with the first deliveries that an event has. */
  private static final String FORGET_UNMATCHED =
      "DELETE FROM unmatched_events WHERE tenant = ? AND event_id = ?";

  private static final String DELIVERIES =
      "SELECT id FROM deliveries WHERE event_id = ? AND webhook_id = ANY (?)";

  private final JdbcClient database;

  ReplayRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * What a replay has to know of an event.
   *
   * @param waits whether it is not fanned out yet
   */
  record Event(EventType type, boolean waits) {}

  private record Subscriber(WebhookId id, List<EventTypePattern> patterns) {
    boolean wants(EventType type) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(type));
    }
  }

  Optional<Event> event(Tenant tenant, EventId event) {
    return database
        .sql(EVENT)
        .param(event.uuid())
        .param(tenant.name())
        .query((row, _) -> new Event(new EventType(row.getString("type")), row.getBoolean("waits")))
        .optional();
  }

  /** The enabled webhooks of a tenant that events of this type are delivered to now. */
  List<WebhookId> subscribers(Tenant tenant, EventType type) {
    return database
        .sql(ENABLED)
        .param(tenant.name())
        .query(
            (row, _) ->
                new Subscriber(
                    new WebhookId(row.getObject("id", UUID.class)),
                    patterns((String[]) row.getArray("event_types").getArray())))
        .list()
        .stream()
        .filter(subscriber -> subscriber.wants(type))
        .map(Subscriber::id)
        .toList();
  }

  private static List<EventTypePattern> patterns(String[] texts) {
    return Arrays.stream(texts).map(EventTypePattern::parse).toList();
  }

  /** Those of the webhooks that a tenant has. */
  Set<WebhookId> known(Tenant tenant, List<WebhookId> webhooks) {
    return new HashSet<>(
        database
            .sql(KNOWN)
            .param(uuids(webhooks))
            .param(tenant.name())
            .query((row, _) -> new WebhookId(row.getObject("id", UUID.class)))
            .list());
  }

  /** Makes a delivery that is due now for each webhook without one; returns which were made. */
  Set<DeliveryId> insertMissing(EventId event, List<WebhookId> webhooks) {
    Object[] ids =
        Stream.generate(DeliveryId::next).limit(webhooks.size()).map(DeliveryId::uuid).toArray();
    return new HashSet<>(
        database
            .sql(INSERT_MISSING)
            .param(new SqlArrayValue("uuid", ids))
            .param(uuids(webhooks))
            .param(event.uuid())
            .query((row, _) -> deliveryId(row))
            .list());
  }

  /** To be called in the transaction that made deliveries of the event. */
  void forgetUnmatched(Tenant tenant, EventId event) {
    database.sql(FORGET_UNMATCHED).param(tenant.name()).param(event.uuid()).update();
  }

  /** The deliveries of the event to these webhooks. */
  List<DeliveryId> deliveries(EventId event, List<WebhookId> webhooks) {
    return database
        .sql(DELIVERIES)
        .param(event.uuid())
        .param(uuids(webhooks))
        .query((row, _) -> deliveryId(row))
        .list();
  }

  private static DeliveryId deliveryId(ResultSet row) throws SQLException {
    return new DeliveryId(row.getObject("id", UUID.class));
  }

  private static SqlArrayValue uuids(Collection<WebhookId> webhooks) {
    return new SqlArrayValue("uuid", webhooks.stream().map(WebhookId::uuid).toArray());
  }
}
