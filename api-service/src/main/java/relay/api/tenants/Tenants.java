package relay.api.tenants;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.keys.ApiKeys;
import relay.model.Tenant;

/** The tenants of this relay. Thread-safe. */
@Component
public class Tenants {
  private static final String INSERT =
      "INSERT INTO tenants (name) VALUES (?) ON CONFLICT (name) DO NOTHING";

  private static final String EXISTS = "SELECT EXISTS (SELECT FROM tenants WHERE name = ?)";

  private static final String ALL = "SELECT name FROM tenants ORDER BY name";

  private final JdbcClient database;
  private final ApiKeys keys;
  private final Audit audit;

  Tenants(JdbcClient database, ApiKeys keys, Audit audit) {
    this.database = database;
    this.keys = keys;
    this.audit = audit;
  }

  /** Makes it unless it is there, and a key for its administrator, who may have lost theirs. */
  @Transactional
  ApiKeys.Made make(Caller caller, Tenant tenant) {
    if (database.sql(INSERT).param(tenant.name()).update() == 1) {
      audit.record(caller, Action.TENANT_CREATED, tenant);
    }
    return keys.createForAdministrator(caller, tenant);
  }

  /** Whether it was made. */
  public boolean exists(Tenant tenant) {
    return database.sql(EXISTS).param(tenant.name()).query(Boolean.class).single();
  }

  /** All of them, by name. */
  List<Tenant> all() {
    return database.sql(ALL).query((row, _) -> new Tenant(row.getString("name"))).list();
  }
}
