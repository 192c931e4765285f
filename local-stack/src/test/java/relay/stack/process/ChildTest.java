package relay.stack.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program is waited for as long as it makes progress. */
@Timeout(30)
class ChildTest {
  private static final Duration LIMIT = Duration.ofSeconds(6);

  @TempDir Path folder;

  @Test
  void one_that_makes_progress_has_until_the_limit() throws Exception {
    assertNotReady(
        "while :; do echo something; sleep 0.1; done",
        Duration.ofSeconds(2),
        "was not ready within 6 s");
  }

  @Test
  void one_that_makes_none_is_given_up_sooner() throws Exception {
    assertNotReady(
        "exec sleep 60", Duration.ofSeconds(1), "was not ready, and made no progress for 1 s");
  }

  @Test
  void one_that_ends_is_told_with_the_last_lines_of_its_log() throws Exception {
    assertNotReady(
        "echo the port is taken; exit 3",
        Duration.ofMinutes(1),
        "ended with 3 while it was starting",
        "the port is taken");
  }

  private void assertNotReady(String script, Duration startsWithin, String... told)
      throws InterruptedException {
    Child child =
        Child.start(
            new Program(
                "slow",
                List.of("sh", "-c", script),
                Map.of(),
                Signal.TERM,
                startsWithin,
                () -> false),
            new PidFile(folder.resolve("slow.pid")),
            new LogFile(folder.resolve("slow.log")));
    try {
      assertThatThrownBy(() -> child.awaitReady(LIMIT, _ -> {}))
          .isInstanceOf(StackException.class)
          .message()
          .contains(told);
    } finally {
      child.stop(Duration.ofSeconds(5));
    }
  }
}
