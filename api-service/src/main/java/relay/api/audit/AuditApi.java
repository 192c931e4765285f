package relay.api.audit;

import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.paging.Where;
import relay.model.AuditEntryId;

/** GET /audit. */
@RestController
class AuditApi {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,100}");

  private final AuditRows entries;

  AuditApi(AuditRows entries) {
    this.entries = entries;
  }

  @GetMapping("/audit")
  @Needs(Scope.MANAGE_ACCESS)
  Page<AuditEntryView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    Where where =
        Where.page(caller.tenant(), "l", query, query.timeRange())
            .and("actor_id = ?", query.value("actor", AuditApi::id))
            .and("action = ?", query.value("action", text -> Action.of(text).label()))
            .and("object_id = ?", query.value("object", AuditApi::id));
    query.check();
    return Page.of(
        entries.newest(where, query.limit() + 1),
        query.limit(),
        entry -> AuditEntryId.parse(entry.id()).uuid());
  }

  /** Of any kind: keys, people and what else there is have ids of their own forms. */
  private static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("must be an id");
    }
    return text;
  }
}
