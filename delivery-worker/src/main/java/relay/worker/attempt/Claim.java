package relay.worker.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;

/**
 * The right to make the next attempt of a delivery until a lease ends.
 *
 * @param token fences this claim from any other of the same delivery
 * @param attempts how many attempts were recorded before this claim, over all series
 * @param seriesAttempts how many of them since the fan-out or an operator's last retry
 * @param timestamp of the event
 * @param data the event's data as JSON in UTF-8, or {@code null} if it is to be read when it is
 *     sent
 * @param ordered whether another delivery may wait for this one to end
 * @param leaseEnds never later than the end of the lease in the database
 */
public record Claim(
    DeliveryId deliveryId,
    Tenant tenant,
    EventId eventId,
    WebhookId webhookId,
    UUID token,
    int attempts,
    int seriesAttempts,
    EventType type,
    Instant timestamp,
    byte @Nullable [] data,
    boolean ordered,
    LeaseEnd leaseEnds) {

  /** The same, with its data to be read when it is sent. */
  public Claim withoutData() {
    return new Claim(
        deliveryId,
        tenant,
        eventId,
        webhookId,
        token,
        attempts,
        seriesAttempts,
        type,
        timestamp,
        null,
        ordered,
        leaseEnds);
  }

  /** The end of a lease on this process's monotonic clock, which no clock change moves. */
  public record LeaseEnd(long nanoTime) {
    /** The end of a lease that is asked for now or later. */
    public static LeaseEnd in(Duration lease) {
      return new LeaseEnd(System.nanoTime() + lease.toNanos());
    }

    /** Whether at least this much of the lease is left. */
    public boolean leaves(Duration time) {
      return nanoTime - System.nanoTime() >= time.toNanos();
    }
  }
}
