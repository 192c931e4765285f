package relay.model;

import java.time.Instant;
import java.util.UUID;

/** The id of an API key, as {@code key_} and 26 characters. */
public record ApiKeyId(UUID uuid) {
  private static final String PREFIX = "key";

  /** A new id; ids made by one process sort in the order in which they were made. */
  public static ApiKeyId next() {
    return new ApiKeyId(TypeId.next());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if the text is no such id
   */
  public static ApiKeyId parse(String text) {
    return new ApiKeyId(TypeId.parse(PREFIX, text));
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
