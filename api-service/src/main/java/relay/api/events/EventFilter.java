package relay.api.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.api.paging.TimeRange;
import relay.api.paging.Where;
import relay.model.Tenant;

/**
 * Which events are asked for.
 *
 * @param tenant whose events
 * @param type only those of this type
 * @param range only those that were accepted in this time
 * @param before only those behind the page that ends with this id
 */
record EventFilter(Tenant tenant, @Nullable String type, TimeRange range, @Nullable UUID before) {
  EventFilter(Tenant tenant, @Nullable String type, TimeRange range) {
    this(tenant, type, range, null);
  }

  /**
   * The conditions on tenant, time and page.
   *
   * @param table the alias of a table
   * @param event its column that has the id of an event
   */
  Where of(String table, String event) {
    return within(Where.of(tenant, table), table + "." + event);
  }

  /** Adds the conditions on time and page for a table that has the id of an event in a column. */
  Where within(Where where, String id) {
    return where
        .and(id + " >= ?", range.first())
        .and(id + " < ?", range.end())
        .and(id + " < ?", before);
  }
}
