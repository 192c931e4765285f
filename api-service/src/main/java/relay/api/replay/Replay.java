package relay.api.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.deliveries.DeliveryChange;
import relay.api.deliveries.DeliveryChanges;
import relay.api.deliveries.DeliveryRows;
import relay.api.deliveries.DeliveryView;
import relay.api.problem.FieldError;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.WebhookId;

/**
 * Delivers an event again, in one transaction: makes the deliveries that are missing, and retries
 * those that are there as an operator's retry does. Thread-safe.
 */
@Component
class Replay {
  static final String WEBHOOK_IDS = "webhookIds";

  private final ReplayRows rows;
  private final DeliveryChanges changes;
  private final DeliveryRows deliveries;
  private final Audit audit;

  Replay(ReplayRows rows, DeliveryChanges changes, DeliveryRows deliveries, Audit audit) {
    this.rows = rows;
    this.changes = changes;
    this.deliveries = deliveries;
    this.audit = audit;
  }

  /**
   * To the enabled webhooks that the type of the event matches now.
   *
   * @return the deliveries that are attempted again
   * @throws Problem if there is no such event or it is not fanned out yet
   */
  @Transactional
  List<DeliveryView> toSubscribers(Caller caller, EventId event) {
    return replay(
        caller, event, rows.subscribers(caller.tenant(), requireFannedOut(caller, event).type()));
  }

  /**
   * To these webhooks, whatever they subscribe to.
   *
   * @return the deliveries that are attempted again
   * @throws Problem if there is no such event, it is not fanned out yet, or a webhook is unknown
   */
  @Transactional
  List<DeliveryView> to(Caller caller, EventId event, List<WebhookId> webhooks) {
    requireFannedOut(caller, event);
    requireKnown(caller, webhooks);
    return replay(caller, event, webhooks);
  }

  private ReplayRows.Event requireFannedOut(Caller caller, EventId event) {
    ReplayRows.Event found =
        rows.event(caller.tenant(), event).orElseThrow(() -> Problem.notKept("event", event));
    if (found.waits()) {
      throw new Problem(
          Kind.CONFLICT,
          "The event %s is about to be delivered for the first time; replay it after that."
              .formatted(event));
    }
    return found;
  }

  private void requireKnown(Caller caller, List<WebhookId> webhooks) {
    Set<WebhookId> known = rows.known(caller.tenant(), webhooks);
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < webhooks.size(); i++) {
      if (!known.contains(webhooks.get(i))) {
        errors.add(new FieldError("%s[%d]".formatted(WEBHOOK_IDS, i), "is no webhook"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  /** What is missing is made first, so that one that another makes meanwhile counts as there. */
  private List<DeliveryView> replay(Caller caller, EventId event, List<WebhookId> webhooks) {
    Set<DeliveryId> affected = rows.insertMissing(event, webhooks);
    if (!affected.isEmpty()) {
      rows.forgetUnmatched(caller.tenant(), event);
    }
    Set<DeliveryId> existing = new HashSet<>(rows.deliveries(event, webhooks));
    existing.removeAll(affected);
    affected.addAll(changes.make(caller.tenant(), DeliveryChange.RETRY, existing));
    audit.record(caller, Action.EVENT_REPLAYED, event);
    return deliveries.of(event).stream()
        .filter(delivery -> affected.contains(DeliveryId.parse(delivery.id())))
        .toList();
  }
}
