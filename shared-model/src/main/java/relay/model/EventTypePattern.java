package relay.model;

/**
 * Which event types a webhook subscribes to: an exact name, a prefix such as {@code order.*}
 * (whatever stands below {@code order}, at any depth, but not {@code order} itself), or {@code *}
 * for every type.
 */
public sealed interface EventTypePattern {

  /** Whether an event of this type is to be delivered. */
  boolean matches(EventType type);

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if it is malformed
   */
  static EventTypePattern parse(String text) {
    if (text.equals("*")) {
      return new Every();
    }
    try {
      return text.endsWith(".*")
          ? new Below(new EventType(text.substring(0, text.length() - 2)))
          : new Exactly(new EventType(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "must be an event type such as order.created, a prefix such as order.*, or *", malformed);
    }
  }

  /** {@code *}. */
  record Every() implements EventTypePattern {
    @Override
    public boolean matches(EventType type) {
      return true;
    }
  }

  /** {@code order.*}. */
  record Below(EventType parent) implements EventTypePattern {
    @Override
    public boolean matches(EventType type) {
      String name = type.name();
      String prefix = parent.name();
      return name.length() > prefix.length()
          && name.startsWith(prefix)
          && name.charAt(prefix.length()) == '.';
    }
  }

  /** {@code order.created}. */
  record Exactly(EventType wanted) implements EventTypePattern {
    @Override
    public boolean matches(EventType type) {
      return type.equals(wanted);
    }
  }
}
