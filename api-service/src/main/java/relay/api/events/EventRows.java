package relay.api.events;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.Where;
import relay.model.EventId;

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
      """
          .formatted(STATUS);

  private final JdbcClient database;

  EventRows(JdbcClient database) {
    this.database = database;
  }

  /** An event and the JSON text of its data. */
  record WithData(EventView view, String data) {}

  List<EventView> newest(EventFilter filter, int limit) {
    Where where = filter.within("e.id").and("e.type = ?", filter.type());
    return list(
        "FROM events e " + where.sql() + " ORDER BY e.id DESC LIMIT ?", where.values(), limit);
  }

  List<EventView> newest(EventStatus status, EventFilter filter, int limit) {
    EventStatus.Ids ids = status.ids(filter);
    return list(
        """
          FROM (%s LIMIT ?) AS found
          JOIN events e ON e.id = found.id
         ORDER BY e.id DESC
        """
            .formatted(ids.sql()),
        ids.values(),
        limit);
  }

  private List<EventView> list(String fromOn, List<Object> values, int limit) {
    return database
        .sql(
            """
            SELECT e.id, e.type, e.occurred_at, e.ordering_key,
                   %s
              %s
            """
                .formatted(STATUS, fromOn))
        .params(values)
        .param(limit)
        .query((row, _) -> EventView.of(row))
        .list();
  }

  Optional<WithData> find(EventId event) {
    return database
        .sql(ONE)
        .param(event.uuid())
        .query((row, _) -> new WithData(EventView.of(row), row.getString("data")))
        .optional();
  }
}
