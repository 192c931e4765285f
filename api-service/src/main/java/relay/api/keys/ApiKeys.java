package relay.api.keys;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.access.Scope;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.paging.ListQuery;
import relay.api.paging.TimeRange;
import relay.api.paging.Where;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.ApiKeyId;
import relay.model.Tenant;

/** The keys of a caller's tenant. Thread-safe. */
@Component
public class ApiKeys {
  /** A new key, in full for the only time. */
  public record Made(ApiKeyView view, ApiKey key) {}

  private final ApiKeyRows rows;
  private final Audit audit;

  ApiKeys(ApiKeyRows rows, Audit audit) {
    this.rows = rows;
    this.audit = audit;
  }

  @Transactional
  Made create(Caller caller, NewKey wanted) {
    caller.requireAll(wanted.scopes().set());
    return store(caller, caller.tenant(), wanted);
  }

  /**
   * Makes a key that may do everything within a tenant; who makes tenants may do so for each. To be
   * called in the transaction that makes the tenant.
   */
  public Made createForAdministrator(Caller caller, Tenant tenant) {
    Made made = store(caller, tenant, new NewKey("administrator", Scopes.ALL_WITHIN_TENANT, null));
    if (!tenant.equals(caller.tenant())) {
      // Whoever administers the tenant sees who made a key for it.
      Caller within = new Caller(tenant, caller.actor(), caller.scopes(), caller.address());
      audit.record(within, Action.KEY_CREATED, made.view().id());
    }
    return made;
  }

  private Made store(Caller caller, Tenant tenant, NewKey wanted) {
    return store(caller, tenant, (id, key) -> rows.insert(id, tenant, wanted, key));
  }

  /**
   * Makes a key that follows another.
   *
   * @param keepOldFor how much longer the other is good
   * @throws Problem if it is good no more, or may do what the caller may not
   */
  @Transactional
  Made rotate(Caller caller, ApiKeyId old, Duration keepOldFor) {
    ApiKeyView current = find(caller.tenant(), old);
    if (!current.state().equals(KeyState.ACTIVE.label())) {
      throw new Problem(
          Kind.CONFLICT, "The key %s is %s; make a new one.".formatted(old, current.state()));
    }
    caller.requireAll(current.scopes().stream().map(Scope::of).collect(Collectors.toSet()));
    Made made = store(caller, caller.tenant(), (id, key) -> rows.insertLike(old, id, key));
    rows.expireAfter(old, keepOldFor);
    audit.record(caller, Action.KEY_ROTATED, old);
    return made;
  }

  /** Ends a key at once. One that was revoked before stays as it is. */
  @Transactional
  void revoke(Caller caller, ApiKeyId id) {
    if (rows.revoke(caller.tenant(), id)) {
      audit.record(caller, Action.KEY_REVOKED, id);
    } else {
      find(caller.tenant(), id);
    }
  }

  /** The newest keys, or those before an id. */
  List<ApiKeyView> newest(Caller caller, ListQuery query) {
    Where where = Where.page(caller.tenant(), "k", query, new TimeRange(null, null));
    return rows.newest(where, query.limit() + 1);
  }

  private Made store(Caller caller, Tenant tenant, BiPredicate<ApiKeyId, ApiKey> insert) {
    ApiKeyId id = ApiKeyId.next();
    ApiKey key = ApiKey.create();
    while (!insert.test(id, key)) {
      key = ApiKey.create();
    }
    audit.record(caller, Action.KEY_CREATED, id);
    return new Made(find(tenant, id), key);
  }

  private ApiKeyView find(Tenant tenant, ApiKeyId id) {
    return rows.findForUpdate(tenant, id).orElseThrow(() -> Problem.notFound("key", id));
  }
}
