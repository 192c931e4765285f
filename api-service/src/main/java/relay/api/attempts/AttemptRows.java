package relay.api.attempts;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.Where;
import relay.model.DeliveryId;
import tools.jackson.databind.json.JsonMapper;

/** Reads attempts. Thread-safe. */
@Component
public class AttemptRows {
  private static final String COLUMNS =
      """
      SELECT id, delivery_id, event_id, webhook_id, attempt, outcome, reason, response_code,
             response_headers, response_headers_left_out, response_body, error, duration_ms,
             next_attempt_at, stale
        FROM delivery_logs l
      """;

  private final JdbcClient database;
  private final JsonMapper json;

  AttemptRows(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  List<AttemptView> newest(Where where, int limit) {
    return database
        .sql(COLUMNS + where.sql() + " ORDER BY l.id DESC LIMIT ?")
        .params(where.values())
        .param(limit)
        .query((row, _) -> AttemptView.of(row, json))
        .list();
  }

  /** The attempts of a delivery, whose tenant was checked, the first one first. */
  public List<AttemptView> of(DeliveryId delivery) {
    return database
        .sql(COLUMNS + "WHERE delivery_id = ? ORDER BY id")
        .param(delivery.uuid())
        .query((row, _) -> AttemptView.of(row, json))
        .list();
  }
}
