package relay.worker.fanout;

import org.jspecify.annotations.Nullable;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;

/** A delivery that the fan-out is about to insert. */
sealed interface NewDelivery {
  /** Inserted in flight and sent by this worker. */
  record Claimed(Claim claim) implements NewDelivery {}

  /** Inserted as pending, to be claimed when there is room. */
  record Waiting(
      DeliveryId id,
      Tenant tenant,
      EventId eventId,
      WebhookId webhookId,
      @Nullable String orderingKey)
      implements NewDelivery {}
}
