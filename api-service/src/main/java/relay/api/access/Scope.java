package relay.api.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a caller may do. Each call needs one of them, see {@link Needs}. */
public enum Scope {
  /** Post events. */
  WRITE_EVENTS("events:write"),
  /** Register, change, test and delete webhooks. */
  MANAGE_WEBHOOKS("webhooks:manage"),
  /** Retry, cancel and replay. */
  OPERATE_DELIVERIES("deliveries:operate"),
  /** See everything but the audit log. */
  READ("read"),
  /** Make and revoke keys and accounts, and read the audit log. */
  MANAGE_ACCESS("access:manage"),
  /** Make tenants. */
  MANAGE_TENANTS("tenants:manage");

  private final String label;

  Scope(String label) {
    this.label = label;
  }

  /**
   * The scope with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  public static Scope of(String label) {
    for (Scope scope : values()) {
      if (scope.label.equals(label)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + Arrays.stream(values()).map(Scope::label).collect(Collectors.joining(", ")));
  }

  /** The name in the API and the database. */
  public String label() {
    return label;
  }
}
