package relay.api.tenants;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.body.ObjectFields;
import relay.api.keys.ApiKeys;
import relay.model.Tenant;

/** The calls under /tenants. */
@RestController
class TenantsApi {
  private static final String NAME = "name";

  /** A tenant, with a key for its administrator for the only time. */
  record MadeTenant(String name, String keyId, String key) {
    /** Hides the key. */
    @Override
    public String toString() {
      return "MadeTenant[%s, %s]".formatted(name, keyId);
    }
  }

  /** A tenant. */
  record TenantView(String name) {}

  /** The tenants. */
  record AllTenants(List<TenantView> data) {}

  private final Tenants tenants;
  private final ObjectBody bodies;

  TenantsApi(Tenants tenants, ObjectBody bodies) {
    this.tenants = tenants;
    this.bodies = bodies;
  }

  @PostMapping("/tenants")
  @Needs(Scope.MANAGE_TENANTS)
  ResponseEntity<MadeTenant> make(Caller caller, HttpServletRequest request) {
    ObjectFields fields = new ObjectFields(bodies.read(request));
    Tenant tenant = fields.text(NAME, Tenant::new);
    if (!fields.has(NAME)) {
      fields.error(NAME, "is required");
    }
    fields.check();
    ApiKeys.Made key = tenants.make(caller, Objects.requireNonNull(tenant));
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new MadeTenant(tenant.name(), key.view().id(), key.key().reveal()));
  }

  @GetMapping("/tenants")
  @Needs(Scope.MANAGE_TENANTS)
  AllTenants list() {
    return new AllTenants(
        tenants.all().stream().map(tenant -> new TenantView(tenant.name())).toList());
  }
}
