package relay.api.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts events by what became of them, at a cost that does not grow with them. Thread-safe. */
@Component
class EventCounts {
  /** Where counting ends, so that it stays quick however much there is. */
  private static final int CAP = 10_000;

  /**
   * How many events are of each status.
   *
   * @param counts by the label of the status, with all of them
   * @param capped whether 10,000 means at least as many
   */
  record Counts(Map<String, Long> counts, boolean capped) {}

  private final JdbcClient database;

  EventCounts(JdbcClient database) {
    this.database = database;
  }

  /** Those that the filter leaves. */
  Counts of(EventFilter filter) {
    List<String> statements = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (EventStatus status : EventStatus.ALL) {
      EventIds ids = status.ids(filter);
      statements.add(
          """
          SELECT '%s' AS status, count(*) AS events
            FROM (%s LIMIT %d) AS found
          """
              .formatted(status.label(), ids.sql(), CAP));
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
    return new Counts(counts, counts.containsValue((long) CAP));
  }
}
