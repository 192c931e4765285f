package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;

class HeldDataTest {
  private final HeldData held = new HeldData(1_000);

  @Test
  void what_is_beyond_the_bound_waits_without_its_data_until_there_is_room() {
    Claim first = held.admit(claim(700));
    assertThat(first.data()).hasSize(700);
    assertThat(held.admit(claim(300)).data()).hasSize(300);

    Claim without = held.admit(claim(1));
    assertThat(without.data()).isNull();

    held.release(without);
    assertThat(held.admit(claim(1)).data()).as("what holds nothing frees nothing").isNull();
    held.release(first);
    assertThat(held.admit(claim(700)).data()).hasSize(700);
  }

  private static Claim claim(int bytes) {
    return new Claim(
        DeliveryId.next(),
        Tenant.DEFAULT,
        EventId.next(),
        WebhookId.next(),
        UUID.randomUUID(),
        0,
        0,
        new EventType("a"),
        Instant.EPOCH,
        new byte[bytes],
        false,
        LeaseEnd.in(Duration.ofSeconds(45)));
  }
}
