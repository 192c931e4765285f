package relay.model;

import java.util.regex.Pattern;

/**
 * The name of a kind of event, such as {@code order.created}: segments of letters, digits, {@code
 * _} and {@code -}, joined by dots; 1 to 128 characters.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks 1.0.0, event types</a>
 */
public record EventType(String name) {
  static final int MAX_LENGTH = 128;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with a sentence fit for users if it is malformed
   */
  public EventType {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 128 characters: letters, digits, _ and -, in segments joined by dots, such"
              + " as order.created");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
