package relay.api.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.audit.AuditEntryView.ActorView;
import relay.api.paging.Where;
import relay.model.AuditEntryId;

/** Reads the audit log. Thread-safe. */
@Component
class AuditRows {
  private static final String SELECT =
      """
      SELECT id, actor_kind, actor_id, actor_name, address, action, object_id
        FROM audit_log l
      """;

  private final JdbcClient database;

  AuditRows(JdbcClient database) {
    this.database = database;
  }

  List<AuditEntryView> newest(Where where, int limit) {
    return database
        .sql(SELECT + where.sql() + " ORDER BY l.id DESC LIMIT ?")
        .params(where.values())
        .param(limit)
        .query((row, _) -> view(row))
        .list();
  }

  private static AuditEntryView view(ResultSet row) throws SQLException {
    AuditEntryId id = new AuditEntryId(row.getObject("id", UUID.class));
    return new AuditEntryView(
        id.toString(),
        id.createdAt(),
        new ActorView(
            row.getString("actor_kind"), row.getString("actor_id"), row.getString("actor_name")),
        row.getString("address"),
        row.getString("action"),
        row.getString("object_id"));
  }
}
