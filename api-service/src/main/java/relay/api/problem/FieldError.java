package relay.api.problem;

/**
 * What is wrong with one part of a request.
 *
 * @param field its name, such as {@code events[3].type}, or that of a header or query parameter
 * @param message a sentence without its subject, such as "must not be empty"
 */
public record FieldError(String field, String message) {
  private static final int MAX_NAME = 100;

  /** Cuts names that a caller made up, so that no answer grows with its request. */
  public FieldError {
    if (field.length() > MAX_NAME) {
      field = field.substring(0, MAX_NAME) + "…";
    }
  }
}
