package relay.api.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.api.paging.TimeRange;
import relay.api.paging.Where;

/**
 * Which events are asked for.
 *
 * @param type only those of this type
 * @param range only those that were accepted in this time
 * @param before only those behind the page that ends with this id
 */
record EventFilter(@Nullable String type, TimeRange range, @Nullable UUID before) {
  EventFilter(@Nullable String type, TimeRange range) {
    this(type, range, null);
  }

  /** Adds the conditions on time and page for a table that has the id of an event in a column. */
  Where within(Where where, String id) {
    return where
        .and(id + " >= ?", range.first())
        .and(id + " < ?", range.end())
        .and(id + " < ?", before);
  }
}
