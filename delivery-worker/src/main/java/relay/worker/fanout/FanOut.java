package relay.worker.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.DeliveryId;
import relay.wire.EventRecord;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;
import relay.worker.dispatch.Lanes;
import relay.worker.dispatch.Rests;
import relay.worker.subscriptions.SubscriptionCache;
import relay.worker.subscriptions.Webhook;

/**
 * Makes the deliveries of events, exactly once: in one transaction the outbox rows are deleted and
 * the deliveries of just the events whose rows that deleted are inserted. An event that comes
 * again, however late, has no outbox row and nothing is done.
 */
@Component
class FanOut {
  private final FanOutWriter writer;
  private final SubscriptionCache subscriptions;
  private final Lanes lanes;
  private final Rests rests;
  private final TransactionTemplate transaction;
  private final Counter unmatchedEvents;

  FanOut(
      FanOutWriter writer,
      SubscriptionCache subscriptions,
      Lanes lanes,
      Rests rests,
      TransactionTemplate transaction,
      MeterRegistry registry) {
    this.writer = writer;
    this.subscriptions = subscriptions;
    this.lanes = lanes;
    this.rests = rests;
    this.transaction = transaction;
    this.unmatchedEvents =
        Counter.builder("relay.events.unmatched")
            .description(
                "Events that were fanned out to nobody, since no webhook matched their type")
            .register(registry);
  }

  /** When this returns, all is committed. If it throws, nothing is, and it may be called again. */
  void fanOut(List<EventRecord> events) {
    List<NewDelivery> made = new ArrayList<>();
    List<EventRecord> unmatched = new ArrayList<>();
    LeaseEnd leaseEnds = LeaseEnd.in(lanes.lease());
    try {
      transaction.executeWithoutResult(
          _ -> {
            Set<UUID> unsettled = writer.takeFromOutbox(events);
            match(events, unsettled, leaseEnds, made, unmatched);
            writer.insert(made, lanes.lease());
            writer.insertUnmatched(unmatched);
          });
    } catch (RuntimeException failure) {
      for (NewDelivery delivery : made) {
        if (delivery instanceof NewDelivery.Claimed claimed) {
          lanes.cancelReservation(claimed.claim().webhookId());
        }
      }
      throw failure;
    }
    for (NewDelivery delivery : made) {
      if (delivery instanceof NewDelivery.Claimed claimed) {
        lanes.add(claimed.claim());
      }
    }
    unmatchedEvents.increment(unmatched.size());
  }

  /** Adds to what is made, and to the events that nobody is subscribed to. */
  private void match(
      List<EventRecord> events,
      Set<UUID> unsettled,
      LeaseEnd leaseEnds,
      List<NewDelivery> made,
      List<EventRecord> unmatched) {
    Set<UUID> left = new HashSet<>(unsettled);
    for (EventRecord event : events) {
      // The same event may be twice in one batch.
      if (left.remove(event.id().uuid())) {
        List<Webhook> webhooks =
            subscriptions
                .atLeast(event.subscriptionVersion())
                .matching(event.tenant(), event.type());
        if (webhooks.isEmpty()) {
          unmatched.add(event);
        }
        for (Webhook webhook : webhooks) {
          made.add(delivery(event, webhook, leaseEnds));
        }
      }
    }
  }

  /**
   * What fits the webhook's lane is inserted as claimed, with no second write. With an ordering key
   * it is not: whether an earlier event is still open is for the claim to see.
   */
  private NewDelivery delivery(EventRecord event, Webhook webhook, LeaseEnd leaseEnds) {
    DeliveryId id = DeliveryId.next();
    if (event.orderingKey() != null
        || !webhook.isOpen()
        || rests.has(webhook.id())
        || !lanes.reserve(webhook.id())) {
      return new NewDelivery.Waiting(
          id, event.tenant(), event.id(), webhook.id(), event.orderingKey());
    }
    return new NewDelivery.Claimed(
        new Claim(
            id,
            event.tenant(),
            event.id(),
            webhook.id(),
            UUID.randomUUID(),
            0,
            0,
            event.type(),
            event.timestamp(),
            event.data().length <= Lanes.MAX_WAITING_DATA ? event.data() : null,
            false,
            leaseEnds));
  }
}
