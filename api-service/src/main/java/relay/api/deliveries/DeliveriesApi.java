package relay.api.deliveries;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.attempts.AttemptRows;
import relay.api.attempts.AttemptView;
import relay.api.paging.CappedCounts;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.paging.QueryParameters;
import relay.api.paging.Where;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;

/** The calls under /deliveries. */
@RestController
class DeliveriesApi {
  /** A delivery with its attempts, the first one first. */
  record DeliveryWithLog(@JsonUnwrapped DeliveryView delivery, List<AttemptView> log) {}

  private final DeliveryRows deliveries;
  private final AttemptRows attempts;
  private final DeliveryCounts counts;
  private final OperatorActions actions;

  DeliveriesApi(
      DeliveryRows deliveries,
      AttemptRows attempts,
      DeliveryCounts counts,
      OperatorActions actions) {
    this.deliveries = deliveries;
    this.counts = counts;
    this.attempts = attempts;
    this.actions = actions;
  }

  @GetMapping("/deliveries")
  @Needs(Scope.READ)
  Page<DeliveryView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    Where where =
        ofWebhookAndEvent(query, Where.page(caller.tenant(), "d", query, query.timeRange()))
            .and("d.state = ?", query.value("state", text -> DeliveryState.of(text).label()));
    query.check();
    return Page.of(
        deliveries.newest(where, query.limit() + 1),
        query.limit(),
        delivery -> DeliveryId.parse(delivery.id()).uuid());
  }

  @GetMapping("/deliveries/counts")
  @Needs(Scope.READ)
  CappedCounts count(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters);
    Where where = ofWebhookAndEvent(query, Where.during(caller.tenant(), "d", query.timeRange()));
    query.check();
    return counts.of(caller.tenant(), where);
  }

  @GetMapping("/deliveries/{id}")
  @Needs(Scope.READ)
  DeliveryWithLog get(Caller caller, @PathVariable String id) {
    DeliveryId delivery = id(id);
    return new DeliveryWithLog(find(caller, delivery), attempts.of(delivery));
  }

  @PostMapping("/deliveries/{id}/retry")
  @Needs(Scope.OPERATE_DELIVERIES)
  DeliveryView retry(Caller caller, @PathVariable String id) {
    DeliveryId delivery = id(id);
    actions.retry(caller, delivery);
    return find(caller, delivery);
  }

  @PostMapping("/deliveries/{id}/cancel")
  @Needs(Scope.OPERATE_DELIVERIES)
  DeliveryView cancel(Caller caller, @PathVariable String id) {
    DeliveryId delivery = id(id);
    actions.cancel(caller, delivery);
    return find(caller, delivery);
  }

  private static Where ofWebhookAndEvent(QueryParameters query, Where where) {
    return where
        .is("d.webhook_id", query.value("webhookId", text -> WebhookId.parse(text).uuid()))
        .is("d.event_id", query.value("eventId", text -> EventId.parse(text).uuid()));
  }

  private DeliveryView find(Caller caller, DeliveryId delivery) {
    return deliveries
        .find(caller.tenant(), delivery)
        .orElseThrow(() -> Problem.notKept("delivery", delivery));
  }

  private static DeliveryId id(String text) {
    return Problem.parse("id", text, DeliveryId::parse);
  }
}
