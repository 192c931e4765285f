package relay.api.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list. What is not asked for is not in the statement, so that the database
 * plans for just the filters that are there. Not thread-safe.
 */
public final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * The conditions that say which rows of a list sorted by descending id belong to a page.
   *
   * @param id the column of the id
   */
  public static Where page(String id, ListQuery query, TimeRange range) {
    return during(id, range).and(id + " < ?", query.before());
  }

  /**
   * The condition that a row was made within a range of time.
   *
   * @param id the column of the id
   */
  public static Where during(String id, TimeRange range) {
    return new Where().and(id + " >= ?", range.first()).and(id + " < ?", range.end());
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

  /** The clause, empty if there is no condition. */
  public String sql() {
    return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
  }

  /** The values of its parameters, in their order. */
  public List<Object> values() {
    return values;
  }
}
