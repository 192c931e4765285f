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
import relay.worker.attempt.Claim.LeaseEnd;

/** Claims of deliveries that are nowhere. */
public final class Claims {
  private Claims() {}

  /** Of one that was attempted so often, with the data of its event or without. */
  public static Claim claim(int attempts, byte @Nullable [] data) {
    return claim(attempts, data, false);
  }

  /** Of one that another may wait for, or not. */
  public static Claim claim(boolean ordered) {
    return claim(0, null, ordered);
  }

  private static Claim claim(int attempts, byte @Nullable [] data, boolean ordered) {
    return new Claim(
        DeliveryId.next(),
        Tenant.DEFAULT,
        EventId.next(),
        WebhookId.next(),
        UUID.randomUUID(),
        attempts,
        attempts,
        new EventType("a"),
        Instant.EPOCH,
        data,
        ordered,
        LeaseEnd.in(Duration.ofSeconds(45)));
  }
}
