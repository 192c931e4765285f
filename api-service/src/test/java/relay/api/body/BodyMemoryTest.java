package relay.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relay.api.problem.Problem;

@Tag("slow")
class BodyMemoryTest {
  private static final int MIB = 1 << 20;

  private final BodyMemory memory = new BodyMemory(2 * MIB);

  private void assertIsFull(int bytes) {
    assertThatThrownBy(() -> memory.take(bytes))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Too many large requests");
  }

  @Test
  void what_is_taken_is_not_there_for_others_until_it_is_given_back() {
    Runnable giveBack = memory.take(MIB + MIB / 2);
    assertThat(memory.used()).isEqualTo(0.75);
    assertIsFull(MIB);
    giveBack.run();
    assertThat(memory.used()).isZero();
    assertThatNoException().isThrownBy(() -> memory.take(MIB));
  }

  @Test
  void a_small_body_takes_nothing() {
    var _ = memory.take(2 * MIB);
    assertThatNoException().isThrownBy(() -> memory.take(BodyMemory.SMALL));
    assertIsFull(2 * BodyMemory.SMALL);
  }

  @Test
  void one_body_that_is_larger_than_all_of_it_is_read_alone() {
    Runnable giveBack = memory.take(8 * MIB);
    assertIsFull(MIB);
    giveBack.run();
    assertThatNoException().isThrownBy(() -> memory.take(8 * MIB));
  }
}
