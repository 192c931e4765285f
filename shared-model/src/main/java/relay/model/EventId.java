package relay.model;

import java.time.Instant;
import java.util.UUID;

/** The id of an event, as {@code evt_} and 26 characters. */
public record EventId(UUID uuid) {
  private static final String PREFIX = "evt";

  /** A new id; ids made by one process sort in the order in which they were made. */
  public static EventId next() {
    return new EventId(TypeId.next());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if the text is no such id
   */
  public static EventId parse(String text) {
    return new EventId(TypeId.parse(PREFIX, text));
  }

  /** When the id was made, to the millisecond. */
  public Instant createdAt() {
    return TypeId.createdAt(uuid);
  }

  @Override
  public String toString() {
    return TypeId.format(PREFIX, uuid);
  }
}
