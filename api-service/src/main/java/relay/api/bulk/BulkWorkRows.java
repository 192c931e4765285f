package relay.api.bulk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import relay.api.deliveries.DeliveryChange;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.Tenant;

/** The statements by which a batch of a bulk action is worked off, all in one transaction. */
@Component
class BulkWorkRows {
  private static final String RUNNING =
      "SELECT id, tenant, action FROM bulk_actions WHERE done_at IS NULL ORDER BY id";

  private static final String TAKE =
      """
      SELECT delivery_id
        FROM bulk_action_items
       WHERE bulk_action_id = ?
         AND NOT done
       ORDER BY delivery_id
       LIMIT ?
         FOR UPDATE SKIP LOCKED
      """;

  /** In the order of their ids, as in all that locks deliveries. */
  private static final String LOCK_NOT_ATTEMPTED_SINCE =
      """
      SELECT d.id
        FROM bulk_action_items i
        JOIN deliveries d ON d.id = i.delivery_id AND d.attempts = i.attempts
       WHERE i.bulk_action_id = ?
         AND i.delivery_id = ANY (?)
       ORDER BY d.id
         FOR UPDATE OF d
      """;

  private static final String MARK_DONE =
      """
      UPDATE bulk_action_items i
         SET done = true,
             why  = r.why
        FROM unnest(?::uuid[], ?::text[]) AS r (delivery_id, why)
       WHERE i.bulk_action_id = ?
         AND i.delivery_id = r.delivery_id
      """;

  private static final String ADD_PROGRESS =
      """
      UPDATE bulk_actions
         SET changed   = changed + :changed,
             unchanged = unchanged + :unchanged,
             done_at   = CASE WHEN changed + unchanged + :changed + :unchanged = total THEN now() END
       WHERE id = :id
      """;

  private final JdbcClient database;

  BulkWorkRows(JdbcClient database) {
    this.database = database;
  }

  /** An action that is not done. */
  record Running(BulkActionId id, Tenant tenant, DeliveryChange change) {}

  List<Running> running() {
    return database
        .sql(RUNNING)
        .query(
            (row, _) ->
                new Running(
                    new BulkActionId(row.getObject("id", UUID.class)),
                    new Tenant(row.getString("tenant")),
                    DeliveryChange.of(row.getString("action"))))
        .list();
  }

  /** Deliveries that are still to be worked off and that no other service works on. */
  List<DeliveryId> take(Running action, int limit) {
    return database
        .sql(TAKE)
        .param(action.id().uuid())
        .param(limit)
        .query((row, _) -> new DeliveryId(row.getObject("delivery_id", UUID.class)))
        .list();
  }

  /** Those of the deliveries that have as many attempts as when they were frozen. */
  List<DeliveryId> lockNotAttemptedSince(Running action, Collection<DeliveryId> deliveries) {
    return database
        .sql(LOCK_NOT_ATTEMPTED_SINCE)
        .param(action.id().uuid())
        .param(uuids(deliveries))
        .query((row, _) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  /** Says of each that it is worked off, and of those left alone why they were. */
  void markDone(Running action, List<DeliveryId> deliveries, Map<DeliveryId, String> leftAlone) {
    database
        .sql(MARK_DONE)
        .param(uuids(deliveries))
        .param(new SqlArrayValue("text", deliveries.stream().map(leftAlone::get).toArray()))
        .param(action.id().uuid())
        .update();
  }

  void addProgress(Running action, int changed, int unchanged) {
    database
        .sql(ADD_PROGRESS)
        .param("changed", changed)
        .param("unchanged", unchanged)
        .param("id", action.id().uuid())
        .update();
  }

  private static SqlArrayValue uuids(Collection<DeliveryId> deliveries) {
    return new SqlArrayValue("uuid", deliveries.stream().map(DeliveryId::uuid).toArray());
  }
}
