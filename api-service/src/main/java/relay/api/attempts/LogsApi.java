package relay.api.attempts;

import java.util.Set;
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
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.WebhookId;

/** GET /logs. */
@RestController
class LogsApi {
  private static final Set<String> OUTCOMES = Set.of("succeeded", "failed");

  private final AttemptRows attempts;

  LogsApi(AttemptRows attempts) {
    this.attempts = attempts;
  }

  @GetMapping("/logs")
  @Needs(Scope.READ)
  Page<AttemptView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    Where where =
        Where.page(caller.tenant(), "l", query, query.timeRange())
            .is("webhook_id", query.value("webhookId", text -> WebhookId.parse(text).uuid()))
            .is("delivery_id", query.value("deliveryId", text -> DeliveryId.parse(text).uuid()))
            .and(
                "delivery_id IN (SELECT id FROM deliveries WHERE event_id = ?)",
                query.value("eventId", text -> EventId.parse(text).uuid()))
            .and("outcome = ?", query.value("outcome", LogsApi::outcome));
    query.check();
    return Page.of(
        attempts.newest(where, query.limit() + 1),
        query.limit(),
        attempt -> AttemptId.parse(attempt.id()).uuid());
  }

  private static String outcome(String text) {
    if (!OUTCOMES.contains(text)) {
      throw new IllegalArgumentException("must be succeeded or failed");
    }
    return text;
  }
}
