package relay.api.access;

import java.util.Set;
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
}
