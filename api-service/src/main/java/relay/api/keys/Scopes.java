package relay.api.keys;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import relay.api.access.Scope;

/** What a key may do. */
record Scopes(Set<Scope> set) {
  static final Scopes ALL_WITHIN_TENANT =
      new Scopes(EnumSet.complementOf(EnumSet.of(Scope.MANAGE_TENANTS)));

  Scopes {
    set = Set.copyOf(set);
  }

  static Scopes of(Collection<Scope> scopes) {
    return new Scopes(EnumSet.copyOf(scopes));
  }

  /** Those of a row. One that this version does not know is left out, and so allows nothing. */
  static Scopes of(Array labels) throws SQLException {
    Set<String> stored = Set.of((String[]) labels.getArray());
    return new Scopes(
        Arrays.stream(Scope.values())
            .filter(scope -> stored.contains(scope.label()))
            .collect(Collectors.toSet()));
  }

  /**
   * Reads one that a key may have: whoever makes tenants acts beyond any of them, and a key does
   * not leave its tenant.
   *
   * @throws IllegalArgumentException with a sentence fit for users
   */
  static Scope grantable(String label) {
    Scope scope = Scope.of(label);
    if (scope == Scope.MANAGE_TENANTS) {
      throw new IllegalArgumentException("can be given to no key");
    }
    return scope;
  }

  /** In their usual order. */
  List<String> labels() {
    return set.stream().sorted().map(Scope::label).toList();
  }
}
