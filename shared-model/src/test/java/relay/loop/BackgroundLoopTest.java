package relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackgroundLoopTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void a_loop_whose_task_hangs_holds_up_no_other() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch rounds = new CountDownLatch(3);
    try (BackgroundLoop hanging = hang(release);
        BackgroundLoop other =
            BackgroundLoop.start(
                "other",
                Duration.ofMillis(1),
                () -> {
                  rounds.countDown();
                  return false;
                })) {
      assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
      release.countDown();
      assertThat(hanging).isNotSameAs(other);
    }
  }

  @ParameterizedTest
  @MethodSource
  void a_failing_round_is_tried_again(Throwable failure) throws Exception {
    CountDownLatch rounds = new CountDownLatch(3);
    try (BackgroundLoop loop =
        BackgroundLoop.start(
            "failing",
            Duration.ofMillis(1),
            () -> {
              rounds.countDown();
              return raise(failure);
            })) {
      assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loop).isNotNull();
    }
  }

  @Test
  void a_round_that_has_more_to_do_is_followed_at_once_and_waking_ends_a_pause() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch firstPause = new CountDownLatch(2);
    CountDownLatch woken = new CountDownLatch(3);
    try (BackgroundLoop loop =
        BackgroundLoop.start(
            "busy",
            LONG,
            () -> {
              firstPause.countDown();
              woken.countDown();
              return rounds.incrementAndGet() < 2;
            })) {
      assertThat(firstPause.await(10, TimeUnit.SECONDS)).isTrue();
      loop.wake();
      assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  static Stream<Throwable> a_failing_round_is_tried_again() {
    return Stream.of(new IllegalStateException("on purpose"), new StackOverflowError("on purpose"));
  }

  private static boolean raise(Throwable failure) {
    switch (failure) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalArgumentException(failure);
    }
  }

  private static BackgroundLoop hang(CountDownLatch release) {
    return BackgroundLoop.start(
        "hanging",
        LONG,
        () -> {
          release.await();
          return false;
        });
  }
}
