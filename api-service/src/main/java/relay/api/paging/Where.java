package relay.api.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.model.Tenant;

/**
 * The conditions of a list. What is not asked for is not in the statement, so that the database
 * plans for just the filters that are there. Not thread-safe.
 */
public final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Where() {}

  /**
   * The condition that a row is a tenant's, without which there is no list.
   *
   * @param table the alias of the table in the statement
   */
  public static Where of(Tenant tenant, String table) {
    return new Where().and(table + ".tenant = ?", tenant.name());
  }

  /** The conditions that say which rows of a list sorted by descending id belong to a page. */
  public static Where page(Tenant tenant, String table, ListQuery query, TimeRange range) {
    return during(tenant, table, range).and(table + ".id < ?", query.before());
  }

  /** The conditions that a row is a tenant's and was made within a range of time. */
  public static Where during(Tenant tenant, String table, TimeRange range) {
    return of(tenant, table)
        .and(table + ".id >= ?", range.first())
        .and(table + ".id < ?", range.end());
  }

  /**
   * Adds a condition unless its value is null.
   *
   * @param condition SQL with one parameter
   */
  public Where and(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
    return this;
  }

  /** Adds a condition on a column of ids. */
  public Where is(String column, @Nullable UUID id) {
    return and(column + " = ?", id);
  }

  /** Whether all rows of the tenant meet them. */
  public boolean isAllOfTenant() {
    return conditions.size() == 1;
  }

  /** The clause. */
  public String sql() {
    return "WHERE " + String.join(" AND ", conditions);
  }

  /** The values of its parameters, in their order. */
  public List<Object> values() {
    return values;
  }
}
