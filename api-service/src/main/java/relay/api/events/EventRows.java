package relay.api.events;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventId;
import relay.model.Tenant;

/** Reads events. Thread-safe. */
@Component
class EventRows {
  /**
   * Fan-out takes the outbox row and makes the deliveries in one transaction, so one statement sees
   * either of them, and neither only if nobody was subscribed.
   */
  private static final String STATUS =
      """
      CASE WHEN EXISTS (SELECT FROM outbox o WHERE o.event_id = e.id)     THEN 'waiting'
           WHEN EXISTS (SELECT FROM deliveries d WHERE d.event_id = e.id) THEN 'fanned_out'
           ELSE 'unmatched'
      END AS status
      """;

  private static final String ONE =
      """
      SELECT e.id, e.type, e.occurred_at, e.ordering_key, e.data,
             %s
        FROM events e
       WHERE e.id = ?
         AND e.tenant = ?
      """
          .formatted(STATUS);

  private final JdbcClient database;

  EventRows(JdbcClient database) {
    this.database = database;
  }

  /** An event and the JSON text of its data. */
  record WithData(EventView view, String data) {}

  /** The ids are cut to a page first: the planner would else prepare to ask for all statuses. */
  List<EventView> newest(EventIds ids, int limit) {
    return database
        .sql(
            """
            SELECT e.id, e.type, e.occurred_at, e.ordering_key,
                   %s
              FROM (%s LIMIT ?) AS page
              JOIN events e ON e.id = page.id
             ORDER BY e.id DESC
            """
                .formatted(STATUS, ids.sql()))
        .params(ids.values())
        .param(limit)
        .query((row, _) -> EventView.of(row))
        .list();
  }

  Optional<WithData> find(Tenant tenant, EventId event) {
    return database
        .sql(ONE)
        .param(event.uuid())
        .param(tenant.name())
        .query((row, _) -> new WithData(EventView.of(row), row.getString("data")))
        .optional();
  }
}
