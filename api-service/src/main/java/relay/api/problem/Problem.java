package relay.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** A request that ends with an error; it becomes an {@code application/problem+json}. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_ERRORS = 20;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Kind kind;
  private final transient List<FieldError> errors;
  private final @Nullable Duration retryAfter;

  /**
   * A problem with no field to blame.
   *
   * @param detail a sentence for users that says what to do next
   */
  public Problem(Kind kind, String detail) {
    this(kind, detail, List.of(), null);
  }

  /** A problem of some fields. */
  public Problem(Kind kind, String detail, List<FieldError> errors) {
    this(kind, detail, errors, null);
  }

  private Problem(
      Kind kind, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.kind = kind;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A request with errors, of which the first {@value #MAX_ERRORS} are told. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        Kind.VALIDATION,
        sentence(errors.getFirst()),
        errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
  }

  /** A request with one error. */
  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** A body over its limit. */
  public static Problem tooLarge(String what, int limitBytes) {
    return new Problem(
        Kind.TOO_LARGE, "%s may have at most %,d bytes.".formatted(what, limitBytes));
  }

  /** A request whose caller is not known. */
  public static Problem unauthorized() {
    return new Problem(
        Kind.UNAUTHORIZED, "Log in, or send the header Authorization: Bearer <API key>.");
  }

  /** An answer that can not be given now, but may be soon. */
  public static Problem unavailable(String detail) {
    return new Problem(Kind.UNAVAILABLE, detail, List.of(), RETRY_AFTER);
  }

  /**
   * A request that comes too soon.
   *
   * @param retryAfter when it may be repeated; told in whole seconds, of which no less
   */
  public static Problem tooManyRequests(String detail, Duration retryAfter) {
    return new Problem(Kind.TOO_MANY_REQUESTS, detail, List.of(), retryAfter);
  }

  /** An id that belongs to nothing. */
  public static Problem notFound(String noun, Object id) {
    return new Problem(Kind.NOT_FOUND, "There is no %s %s.".formatted(noun, id));
  }

  /** An id that belongs to nothing, or no longer: history is dropped by age. */
  public static Problem notKept(String noun, Object id) {
    return new Problem(
        Kind.NOT_FOUND,
        "There is no %s %s; if it was older than relay.retention.keep, it has been dropped."
            .formatted(noun, id));
  }

  /**
   * Reads a value whose parser says in its exception what is wrong.
   *
   * @throws Problem that names the field
   */
  public static <T> T parse(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid(field, String.valueOf(malformed.getMessage()));
    }
  }

  /** What kind it is. */
  public Kind kind() {
    return kind;
  }

  HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    if (retryAfter != null) {
      long seconds = retryAfter.plus(Duration.ofSeconds(1).minusNanos(1)).toSeconds();
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    if (kind == Kind.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return headers;
  }

  ProblemDetail body() {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(kind.status(), getMessage());
    body.setType(kind.type());
    body.setTitle(kind.title());
    if (!errors.isEmpty()) {
      body.setProperty("errors", errors);
    }
    return body;
  }

  private static String sentence(FieldError error) {
    return error.field() + " " + error.message() + ".";
  }
}
