package relay.api.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;

/**
 * The query parameters of a request. Every parameter is to be asked for, and then {@link #check()}
 * throws if one was malformed, given twice, or not asked for.
 */
public class QueryParameters {
  private static final String INSTANT_RULE =
      "must be an ISO 8601 date and time with offset, such as 2026-11-24T10:00:00Z; write a + as"
          + " %2B";

  /** Java reads more: years of any length, and times without seconds. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-](0\\d|1[0-7]):[0-5]\\d)");

  private final MultiValueMap<String, String> parameters;
  private final Set<String> known = new TreeSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  /** Takes the parameters. */
  public QueryParameters(MultiValueMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * The value of a parameter, or null if it is absent or malformed.
   *
   * @param parser throws {@link IllegalArgumentException} with a sentence for users
   */
  public final <T> @Nullable T value(String name, Function<String, T> parser) {
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
  public final TimeRange timeRange() {
    return new TimeRange(
        value("from", QueryParameters::instant), value("to", QueryParameters::instant));
  }

  /**
   * To be called when all parameters have been asked for.
   *
   * @throws Problem that names each parameter that is wrong or unknown
   */
  public final void check() {
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
  }

  /**
   * Reads an instant.
   *
   * @throws IllegalArgumentException with a sentence for users if the text is none
   */
  public static Instant instant(String text) {
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException noSuchTime) {
      throw new IllegalArgumentException(INSTANT_RULE, noSuchTime);
    }
    throw new IllegalArgumentException(INSTANT_RULE);
  }
}
