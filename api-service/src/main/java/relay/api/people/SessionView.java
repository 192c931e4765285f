package relay.api.people;

import java.util.List;
import relay.api.access.Scope;

/** Who is logged in, and what they may do. */
record SessionView(Who person, String role, List<String> scopes, String tenant) {
  /** Whom the dashboard greets. */
  record Who(String id, String userName, String name) {}

  static SessionView of(PersonRow row) {
    return new SessionView(
        new Who(row.personId().toString(), row.userName(), row.name()),
        row.role().label(),
        row.role().scopes().stream().map(Scope::label).sorted().toList(),
        row.tenant().name());
  }
}
