package relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  /** Longer than a busy machine stops for. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Pace pace = Pace.of(PAUSE);

  @Test
  void rounds_are_kept_apart_and_the_first_begins_at_once() throws Exception {
    long start = System.nanoTime();
    pace.await();
    assertThat(since(start)).isLessThan(PAUSE);

    pace.await();
    assertThat(since(start)).isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  void a_round_that_comes_later_begins_at_once() throws Exception {
    pace.await();
    Pace other = Pace.of(PAUSE);
    other.await();
    other.await();

    long start = System.nanoTime();
    pace.await();
    assertThat(since(start)).isLessThan(PAUSE);
  }

  @Test
  void a_round_that_is_hurried_begins_at_once_and_the_one_after_it_does_not() throws Exception {
    pace.await();
    pace.hurry();
    pace.hurry();

    long start = System.nanoTime();
    pace.await();
    assertThat(since(start)).isLessThan(PAUSE);

    start = System.nanoTime();
    pace.await();
    assertThat(since(start)).isGreaterThan(PAUSE.dividedBy(2));
  }

  @Test
  void once_ended_every_round_begins_at_once() throws Exception {
    pace.await();
    pace.end();

    long start = System.nanoTime();
    pace.await();
    pace.await();
    assertThat(since(start)).isLessThan(PAUSE);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
