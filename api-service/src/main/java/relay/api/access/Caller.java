package relay.api.access;

import java.util.List;
import java.util.Set;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.Tenant;

/**
 * Who calls, as their credential says. A handler that takes one as an argument gets the caller of
 * its request.
 *
 * @param tenant whose rows the call is about; never taken from the request
 * @param address where the call came from
 */
public record Caller(Tenant tenant, Actor actor, Set<Scope> scopes, String address) {
  /** Copies the scopes. */
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the caller may do what needs this scope. */
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }

  /**
   * Nobody gives to others, or takes over from them, what they may not do themselves.
   *
   * @throws Problem if the caller lacks one of the scopes
   */
  public void requireAll(Set<Scope> given) {
    List<String> missing =
        given.stream().filter(scope -> !has(scope)).sorted().map(Scope::label).toList();
    if (!missing.isEmpty()) {
      throw new Problem(
          Kind.FORBIDDEN,
          "Nobody can give, or take over, more than they may do themselves; you lack %s."
              .formatted(String.join(", ", missing)));
    }
  }
}
