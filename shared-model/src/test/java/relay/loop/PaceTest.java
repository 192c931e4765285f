package relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void rounds_are_kept_apart_and_the_first_begins_at_once() throws Exception {
    Duration pause = Duration.ofMillis(200);
    Pace pace = Pace.of(pause);
    long start = System.nanoTime();

    pace.await();
    assertThat(since(start)).isLessThan(pause);
    pace.await();
    assertThat(since(start)).isGreaterThanOrEqualTo(pause);
    pace.await();
    assertThat(since(start)).isGreaterThanOrEqualTo(pause.multipliedBy(2));
  }

  @Test
  void a_round_that_comes_later_is_not_held_up() throws Exception {
    Pace pace = Pace.of(Duration.ofNanos(1));
    pace.await();
    long start = System.nanoTime();
    pace.await();
    assertThat(since(start)).isLessThan(Duration.ofMillis(200));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
