package relay.api.bulk;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.api.body.ObjectFields;
import relay.api.deliveries.DeliveryChange;
import relay.api.paging.QueryParameters;
import relay.api.paging.TimeRange;
import relay.api.paging.Where;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.Tenant;
import relay.model.WebhookId;

/** What is to be done to which deliveries. */
record BulkRequest(DeliveryChange change, Selection selection) {
  static final String DELIVERY_IDS = "deliveryIds";
  static final String FILTER = "filter";

  private static final String ACTION = "action";
  private static final String STATE = "state";
  private static final int MAX_NAMED = 1_000;

  /** Which deliveries. */
  sealed interface Selection {}

  /** Just these. */
  record Named(List<DeliveryId> deliveries) implements Selection {}

  /** Those that meet conditions on deliveries as {@code d}. */
  record Matching(Where where) implements Selection {}

  /**
   * Reads the fields of a request.
   *
   * @throws Problem that names each field that breaks a rule
   */
  static BulkRequest of(Tenant tenant, ObjectFields fields) {
    DeliveryChange change = fields.text(ACTION, DeliveryChange::of);
    if (!fields.has(ACTION)) {
      fields.error(ACTION, "is required");
    }
    List<DeliveryId> named = fields.texts(DELIVERY_IDS, MAX_NAMED, DeliveryId::parse);
    ObjectFields filter = fields.object(FILTER);
    Where where = filter == null ? null : where(tenant, filter);
    if (fields.has(DELIVERY_IDS) == fields.has(FILTER)) {
      fields.error(FILTER, "is required, or deliveryIds; one of them and not both");
    }
    fields.check();
    return new BulkRequest(
        Objects.requireNonNull(change),
        named != null ? new Named(named) : new Matching(Objects.requireNonNull(where)));
  }

  private static Where where(Tenant tenant, ObjectFields filter) {
    String state = filter.text(STATE, text -> DeliveryState.of(text).label());
    if (!filter.has(STATE)) {
      filter.error(STATE, "is required");
    }
    @Nullable UUID webhook = filter.text("webhookId", text -> WebhookId.parse(text).uuid());
    @Nullable UUID event = filter.text("eventId", text -> EventId.parse(text).uuid());
    TimeRange range =
        new TimeRange(
            filter.text("from", QueryParameters::instant),
            filter.text("to", QueryParameters::instant));
    return Where.during(tenant, "d", range)
        .is("d.webhook_id", webhook)
        .is("d.event_id", event)
        .and("d.state = ?", state);
  }
}
