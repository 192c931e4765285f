package relay.system.states;

import static relay.model.DeliveryState.CANCELLED;
import static relay.model.DeliveryState.IN_FLIGHT;
import static relay.model.DeliveryState.PENDING;
import static relay.model.DeliveryState.RETRYING;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.worker.retry.NextStep;

/** A delivery as it is stored, and what each move makes of it. */
record Delivery(
    DeliveryId id,
    DeliveryState state,
    int attempts,
    int seriesAttempts,
    @Nullable Instant due,
    @Nullable UUID token,
    @Nullable Instant leaseEnds) {

  static Delivery waiting(DeliveryId id, Instant now) {
    return new Delivery(id, PENDING, 0, 0, now, null, null);
  }

  boolean waits() {
    return due != null;
  }

  boolean isOpen() {
    return waits() || token != null;
  }

  boolean isDue(Instant now) {
    return due != null && !due.isAfter(now);
  }

  boolean isLapsed(Instant now) {
    return leaseEnds != null && leaseEnds.isBefore(now);
  }

  boolean isHeldWith(UUID other) {
    return other.equals(token);
  }

  Delivery claimed(UUID newToken, Instant newLeaseEnds) {
    return new Delivery(id, IN_FLIGHT, attempts, seriesAttempts, null, newToken, newLeaseEnds);
  }

  Delivery givenBack(Instant now) {
    DeliveryState back = seriesAttempts == 0 ? PENDING : RETRYING;
    return new Delivery(id, back, attempts, seriesAttempts, now, null, null);
  }

  Delivery attempted(NextStep next, Instant now) {
    @Nullable Instant again = next instanceof NextStep.TryAgain(var pause) ? now.plus(pause) : null;
    return new Delivery(id, next.state(), attempts + 1, seriesAttempts + 1, again, null, null);
  }

  Delivery cancelled() {
    return new Delivery(id, CANCELLED, attempts, seriesAttempts, null, null, null);
  }

  /** One that has ended begins a new series; one that waits does not wait any longer. */
  Delivery retried(Instant now) {
    if (due == null) {
      return new Delivery(id, PENDING, attempts, 0, now, null, null);
    }
    return new Delivery(
        id, state, attempts, seriesAttempts, due.isBefore(now) ? due : now, null, null);
  }
}
