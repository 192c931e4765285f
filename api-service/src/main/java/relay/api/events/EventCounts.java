package relay.api.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.CappedCounts;

/** Counts events by what became of them, at a cost that does not grow with them. Thread-safe. */
@Component
class EventCounts {
  private final JdbcClient database;

  EventCounts(JdbcClient database) {
    this.database = database;
  }

  /** Those that the filter leaves. */
  CappedCounts of(EventFilter filter) {
    List<String> statements = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (EventStatus status : EventStatus.ALL) {
      EventIds ids = status.ids(filter);
      statements.add(
          """
          SELECT '%s' AS status, count(*) AS events
            FROM (%s LIMIT %d) AS found
          """
              .formatted(status.label(), ids.sql(), CappedCounts.CAP));
      values.addAll(ids.values());
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .sql(String.join(" UNION ALL ", statements))
        .params(values)
        .query(
            row -> {
              counts.put(row.getString("status"), row.getLong("events"));
            });
    return CappedCounts.of(counts);
  }
}
