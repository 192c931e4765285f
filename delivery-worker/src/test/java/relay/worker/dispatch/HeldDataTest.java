package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claims;

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
    return Claims.claim(0, new byte[bytes]);
  }
}
