package relay.api.deliveries;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.Tenant;

/** Makes changes to any number of deliveries at once, each by one statement. Thread-safe. */
@Component
public class DeliveryChanges {
  private static final String WHY_NOT =
      """
      SELECT d.id, d.state, w.deleted_at IS NOT NULL AS webhook_deleted
        FROM deliveries d
        JOIN webhooks w ON w.id = d.webhook_id
       WHERE d.id = ANY (?)
         AND d.tenant = ?
      """;

  private final JdbcClient database;

  DeliveryChanges(JdbcClient database) {
    this.database = database;
  }

  /** Returns which of them were changed; those of other tenants are left alone. */
  public Set<DeliveryId> make(
      Tenant tenant, DeliveryChange change, Collection<DeliveryId> deliveries) {
    return new HashSet<>(
        database
            .sql(change.statement())
            .param(uuids(deliveries))
            .param(tenant.name())
            .query((row, _) -> new DeliveryId(row.getObject("id", UUID.class)))
            .list());
  }

  /** What stands in the way of a change to each, as far as they are the tenant's. */
  public Map<DeliveryId, Obstacle> whyNot(
      Tenant tenant, DeliveryChange change, Collection<DeliveryId> deliveries) {
    Map<DeliveryId, Obstacle> obstacles = new HashMap<>();
    database
        .sql(WHY_NOT)
        .param(uuids(deliveries))
        .param(tenant.name())
        .query(
            row -> {
              obstacles.put(
                  new DeliveryId(row.getObject("id", UUID.class)),
                  Obstacle.to(
                      change,
                      DeliveryState.of(row.getString("state")),
                      row.getBoolean("webhook_deleted")));
            });
    return obstacles;
  }

  private static SqlArrayValue uuids(Collection<DeliveryId> deliveries) {
    return new SqlArrayValue("uuid", deliveries.stream().map(DeliveryId::uuid).toArray());
  }
}
