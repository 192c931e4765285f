package relay.api.keys;

import relay.api.access.Actor;
import relay.api.access.Caller;
import relay.model.ApiKeyId;
import relay.model.Tenant;

/** A stored key, as far as a request with it needs it. */
record KnownKey(
    ApiKeyId id, Tenant tenant, String name, KeyHash hash, Scopes scopes, KeyState state) {
  /** The caller who has it. */
  Caller caller(String address) {
    return new Caller(
        tenant, new Actor(Actor.Kind.KEY, id.toString(), name), scopes.set(), address);
  }
}
