package relay.api.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.bulk.BulkActionView.LeftAlone;
import relay.api.deliveries.DeliveryChange;
import relay.api.paging.Where;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;
import relay.api.snapshot.Snapshot;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.Tenant;

/** Makes bulk actions, and tells how far they are. Thread-safe. */
@Component
class BulkActions {
  private static final int MAX_DELIVERIES = 100_000;
  private static final int MAX_LEFT_ALONE = 100;

  private static final String EXISTING =
      "SELECT id FROM deliveries WHERE id = ANY (?) AND tenant = ?";

  private static final String ACTION =
      """
      SELECT action, total, changed, unchanged, done_at
        FROM bulk_actions
       WHERE id = ?
         AND tenant = ?
      """;

  private static final String LEFT_ALONE =
      """
      SELECT delivery_id, why
        FROM bulk_action_items
       WHERE bulk_action_id = ?
         AND why IS NOT NULL
       ORDER BY delivery_id
       LIMIT ?
      """;

  private final JdbcClient database;
  private final Audit audit;
  private final Snapshot snapshot;

  BulkActions(JdbcClient database, Audit audit, Snapshot snapshot) {
    this.database = database;
    this.audit = audit;
    this.snapshot = snapshot;
  }

  /**
   * Makes an action on just the deliveries that are named or match now.
   *
   * @throws Problem if a delivery that is named does not exist, or too many match
   */
  @Transactional
  BulkActionId freeze(Caller caller, BulkRequest request) {
    Where where =
        switch (request.selection()) {
          case BulkRequest.Matching(Where conditions) -> conditions;
          case BulkRequest.Named(List<DeliveryId> deliveries) -> {
            requireExisting(caller.tenant(), deliveries);
            yield Where.of(caller.tenant(), "d").and("d.id = ANY (?)", uuids(deliveries));
          }
        };
    BulkActionId action = BulkActionId.next();
    if (!freeze(action, caller.tenant(), request.change(), where)) {
      throw Problem.invalid(
          BulkRequest.FILTER,
          "matches more than %,d deliveries; narrow it, such as by from and to"
              .formatted(MAX_DELIVERIES));
    }
    audit.record(caller, Action.BULK_ACTION_STARTED, action);
    return action;
  }

  /** One statement, so that what is counted is what is frozen. */
  private boolean freeze(BulkActionId action, Tenant tenant, DeliveryChange change, Where where) {
    String statement =
        """
        WITH matching AS MATERIALIZED (
          SELECT d.id, d.attempts FROM deliveries d %s LIMIT ?
        ), frozen AS (
          INSERT INTO bulk_action_items (bulk_action_id, delivery_id, attempts)
          SELECT ?, id, attempts FROM matching WHERE (SELECT count(*) FROM matching) <= ?
        )
        INSERT INTO bulk_actions (id, tenant, action, total, done_at)
        SELECT ?, ?, ?, count(*), CASE WHEN count(*) = 0 THEN now() END
          FROM matching
        HAVING count(*) <= ?
        """
            .formatted(where.sql());
    return database
            .sql(statement)
            .params(where.values())
            .param(MAX_DELIVERIES + 1)
            .param(action.uuid())
            .param(MAX_DELIVERIES)
            .param(action.uuid())
            .param(tenant.name())
            .param(change.label())
            .param(MAX_DELIVERIES)
            .update()
        == 1;
  }

  private void requireExisting(Tenant tenant, List<DeliveryId> deliveries) {
    Set<UUID> existing =
        new HashSet<>(
            database
                .sql(EXISTING)
                .param(uuids(deliveries))
                .param(tenant.name())
                .query(UUID.class)
                .list());
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      if (!existing.contains(deliveries.get(i).uuid())) {
        String field = "%s[%d]".formatted(BulkRequest.DELIVERY_IDS, i);
        errors.add(new FieldError(field, "is no delivery"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  /**
   * The action as it is now; one snapshot for both statements, so that the numbers agree.
   *
   * @throws Problem if there is none
   */
  @Transactional(readOnly = true)
  BulkActionView get(Caller caller, BulkActionId action) {
    snapshot.take();
    return database
        .sql(ACTION)
        .param(action.uuid())
        .param(caller.tenant().name())
        .query((row, _) -> view(action, row, leftAlone(action)))
        .optional()
        .orElseThrow(() -> Problem.notFound("bulk action", action));
  }

  private List<LeftAlone> leftAlone(BulkActionId action) {
    return database
        .sql(LEFT_ALONE)
        .param(action.uuid())
        .param(MAX_LEFT_ALONE)
        .query(
            (row, _) ->
                new LeftAlone(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)).toString(),
                    row.getString("why")))
        .list();
  }

  private static BulkActionView view(BulkActionId id, ResultSet row, List<LeftAlone> leftAlone)
      throws SQLException {
    OffsetDateTime doneAt = row.getObject("done_at", OffsetDateTime.class);
    return new BulkActionView(
        id.toString(),
        row.getString("action"),
        doneAt == null ? "running" : "done",
        row.getInt("total"),
        row.getInt("changed"),
        row.getInt("unchanged"),
        id.createdAt(),
        doneAt == null ? null : doneAt.toInstant(),
        leftAlone);
  }

  private static SqlArrayValue uuids(List<DeliveryId> deliveries) {
    return new SqlArrayValue("uuid", deliveries.stream().map(DeliveryId::uuid).toArray());
  }
}
