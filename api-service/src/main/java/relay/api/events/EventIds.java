package relay.api.events;

import java.util.List;
import relay.api.paging.Where;

/**
 * A statement that selects the ids of events as {@code id}, the newest first, and the values of its
 * parameters.
 */
record EventIds(String sql, List<Object> values) {

  /** Those of all events that the filter leaves. */
  static EventIds of(EventFilter filter) {
    Where where = filter.of("e", "id").and("e.type = ?", filter.type());
    return new EventIds(
        "SELECT e.id FROM events e %s ORDER BY e.id DESC".formatted(where.sql()), where.values());
  }
}
