package relay.model;

import java.time.Instant;
import java.util.UUID;

/** The id of a webhook, as {@code whk_} and 26 characters. */
public record WebhookId(UUID uuid) {
  private static final String PREFIX = "whk";

  /** A new id; ids made by one process sort in the order in which they were made. */
  public static WebhookId next() {
    return new WebhookId(TypeId.next());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if the text is no such id
   */
  public static WebhookId parse(String text) {
    return new WebhookId(TypeId.parse(PREFIX, text));
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
