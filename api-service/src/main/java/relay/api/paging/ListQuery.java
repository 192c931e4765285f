package relay.api.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;

/**
 * The query parameters of a list: {@code limit}, {@code cursor} and the filters that the list has.
 * Every parameter is to be asked for, and then {@link #check()} throws if one was malformed, given
 * twice, or not asked for.
 */
public final class ListQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private final MultiValueMap<String, String> parameters;
  private final Set<String> known = new TreeSet<>();
  private final List<FieldError> errors = new ArrayList<>();
  private final int limit;
  private final @Nullable UUID before;

  /** Reads the parameters. */
  public ListQuery(MultiValueMap<String, String> parameters) {
    this.parameters = parameters;
    Integer wanted = value("limit", ListQuery::limit);
    this.limit = wanted == null ? DEFAULT_LIMIT : wanted;
    this.before = value("cursor", Cursor::parse);
  }

  /**
   * The value of a parameter, or null if it is absent or malformed.
   *
   * @param parser throws {@link IllegalArgumentException} with a sentence for users
   */
  public <T> @Nullable T value(String name, Function<String, T> parser) {
    known.add(name);
    List<String> values = parameters.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      errors.add(new FieldError(name, "occurs more than once"));
      return null;
    }
    try {
      return parser.apply(values.getFirst());
    } catch (IllegalArgumentException malformed) {
      errors.add(new FieldError(name, String.valueOf(malformed.getMessage())));
      return null;
    }
  }

  /** The parameters {@code from} (included) and {@code to} (excluded). */
  public TimeRange timeRange() {
    return new TimeRange(value("from", ListQuery::instant), value("to", ListQuery::instant));
  }

  /**
   * To be called when all parameters have been asked for.
   *
   * @throws Problem that names each parameter that is wrong or unknown
   */
  public ListQuery check() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        errors.add(
            new FieldError(
                name, "is not a known parameter; known are " + String.join(", ", known)));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return this;
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
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(limitRule(), malformed);
    }
    throw new IllegalArgumentException(limitRule());
  }

  private static String limitRule() {
    return "must be a number from 1 to " + MAX_LIMIT;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(
          "must be an ISO 8601 date and time with offset, such as 2026-11-24T10:00:00Z", malformed);
    }
  }
}
