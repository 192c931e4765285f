package relay.model;

import java.time.Instant;
import java.util.UUID;

/** The id of an entry of the audit log, as {@code aud_} and 26 characters. */
public record AuditEntryId(UUID uuid) {
  private static final String PREFIX = "aud";

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence fit for users if the text is no such id
   */
  public static AuditEntryId parse(String text) {
    return new AuditEntryId(TypeId.parse(PREFIX, text));
  }

  /** When it was written, to the millisecond. */
  public Instant createdAt() {
    return TypeId.createdAt(uuid);
  }

  @Override
  public String toString() {
    return TypeId.format(PREFIX, uuid);
  }
}
