package relay.api.events;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.deliveries.DeliveryRows;
import relay.api.deliveries.DeliveryView;
import relay.api.paging.CappedCounts;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.paging.QueryParameters;
import relay.api.problem.Problem;
import relay.api.snapshot.Snapshot;
import relay.model.EventId;
import relay.model.EventType;

/** What is read under /events. */
@RestController
class EventsApi {
  /** An event with its data, character for character as it was posted, and its deliveries. */
  record EventWithDeliveries(
      @JsonUnwrapped EventView event, @JsonRawValue String data, List<DeliveryView> deliveries) {}

  private final EventRows events;
  private final EventCounts counts;
  private final DeliveryRows deliveries;
  private final Audit audit;
  private final Snapshot snapshot;

  EventsApi(
      EventRows events,
      EventCounts counts,
      DeliveryRows deliveries,
      Audit audit,
      Snapshot snapshot) {
    this.events = events;
    this.counts = counts;
    this.deliveries = deliveries;
    this.audit = audit;
    this.snapshot = snapshot;
  }

  @GetMapping("/events")
  @Needs(Scope.READ)
  Page<EventView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    EventFilter filter =
        new EventFilter(caller.tenant(), type(query), query.timeRange(), query.before());
    @Nullable EventStatus status = query.value("status", EventStatus::of);
    query.check();
    EventIds ids = status == null ? EventIds.of(filter) : status.ids(filter);
    return Page.of(
        events.newest(ids, query.limit() + 1),
        query.limit(),
        event -> EventId.parse(event.id()).uuid());
  }

  @GetMapping("/events/counts")
  @Needs(Scope.READ)
  CappedCounts count(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters);
    EventFilter filter = new EventFilter(caller.tenant(), type(query), query.timeRange());
    query.check();
    return counts.of(filter);
  }

  /**
   * One snapshot for both statements: what is said to wait has no deliveries yet. The path of the
   * call that posts a batch is no event's, whatever the method.
   */
  @GetMapping("/events/{id:(?!batch$).+}")
  @Needs(Scope.READ)
  @Transactional
  EventWithDeliveries get(Caller caller, @PathVariable String id) {
    EventId event = Problem.parse("id", id, EventId::parse);
    snapshot.take();
    EventRows.WithData found =
        events.find(caller.tenant(), event).orElseThrow(() -> Problem.notKept("event", event));
    audit.recordLook(caller, Action.EVENT_VIEWED, event);
    return new EventWithDeliveries(found.view(), found.data(), deliveries.of(event));
  }

  private static @Nullable String type(QueryParameters query) {
    return query.value("type", text -> new EventType(text).name());
  }
}
