package relay.api.paging;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor for the page after it, or null if it is the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

  /**
   * The page that a query asks for.
   *
   * @param rows one more than the limit if there are more
   * @param id the id by which the rows are sorted
   */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, UUID> id, Function<R, T> item) {
    List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
    String next = rows.size() > limit ? Cursor.after(id.apply(shown.getLast())) : null;
    return new Page<>(shown.stream().map(item).toList(), next);
  }
}
