package relay.api.people;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.api.access.Scope;

/**
 * What a person is to the relay. In the order of what they may do, each more than the one before.
 */
enum Role {
  VIEWER("viewer"),
  OPERATOR("operator"),
  ADMIN("admin");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /**
   * The role with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  static Role of(String label) {
    for (Role role : values()) {
      if (role.label.equals(label)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + Stream.of(values()).map(Role::label).collect(Collectors.joining(", ")));
  }

  /** The name in the API and the database. */
  String label() {
    return label;
  }

  /** What it may do. Tenants are made by whoever runs the relay, not by those who belong to one. */
  Set<Scope> scopes() {
    return switch (this) {
      case VIEWER -> EnumSet.of(Scope.READ);
      case OPERATOR ->
          EnumSet.of(
              Scope.READ, Scope.WRITE_EVENTS, Scope.MANAGE_WEBHOOKS, Scope.OPERATE_DELIVERIES);
      case ADMIN -> EnumSet.complementOf(EnumSet.of(Scope.MANAGE_TENANTS));
    };
  }
}
