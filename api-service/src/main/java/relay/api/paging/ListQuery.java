package relay.api.paging;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The query parameters of a list: {@code limit}, {@code cursor} and the filters that it has. */
public final class ListQuery extends QueryParameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

  private final int limit;
  private final @Nullable UUID before;

  /** Reads the parameters. */
  public ListQuery(MultiValueMap<String, String> parameters) {
    super(parameters);
    Integer wanted = value("limit", ListQuery::limit);
    this.limit = wanted == null ? DEFAULT_LIMIT : wanted;
    this.before = value("cursor", Cursor::parse);
  }

  /** How many items a page has at most, 1 to 200. */
  public int limit() {
    return limit;
  }

  /** The last id of the page before; a page begins after it. */
  public @Nullable UUID before() {
    return before;
  }

  private static Integer limit(String text) {
    // Java reads the digits of other scripts as well.
    if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MAX_LIMIT) {
      return Integer.valueOf(text);
    }
    throw new IllegalArgumentException("must be a number from 1 to " + MAX_LIMIT);
  }
}
