package relay.model;

import java.time.Instant;
import java.util.UUID;

/** The id of an attempt, as {@code att_} and 26 characters. */
public record AttemptId(UUID uuid) {
  private static final String PREFIX = "att";

  /** A new id; ids made by one process sort in the order in which they were made. */
  public static AttemptId next() {
    return new AttemptId(TypeId.next());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if the text is no such id
   */
  public static AttemptId parse(String text) {
    return new AttemptId(TypeId.parse(PREFIX, text));
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
