package relay.api.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as administrators see them. */
record PersonView(
    String id,
    String userName,
    String name,
    String role,
    boolean disabled,
    @Nullable String provider,
    @Nullable Instant lastLoginAt,
    Instant createdAt) {

  static PersonView of(PersonRow row) {
    return new PersonView(
        row.personId().toString(),
        row.userName(),
        row.name(),
        row.role().label(),
        row.isDisabled(),
        row.provider(),
        row.lastLoginAt(),
        row.personId().createdAt());
  }
}
