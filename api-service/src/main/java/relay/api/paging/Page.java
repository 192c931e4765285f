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
   * @param found one more than the limit if there are more
   * @param id the id by which they are sorted
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, UUID> id) {
    List<T> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Cursor.after(id.apply(shown.getLast())) : null;
    return new Page<>(List.copyOf(shown), next);
  }
}
