package relay.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimesTest {
  @Test
  void what_ended_children_used_is_read_behind_a_name_that_holds_anything() {
    String stat = "17 (a) b (c) S 1 17 17 0 -1 4194560 9 8 0 0 5 6 250 51 20 0 1 0 300 0 0";

    assertThat(CpuTimes.ofEndedChildren(stat)).isEqualTo(Duration.ofMillis(3_010));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_child_that_has_ended_is_counted() throws Exception {
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; read end")
            .start();
    try {
      while (shell.toHandle().descendants().findAny().isEmpty()) {
        Thread.onSpinWait();
      }
      while (shell.toHandle().descendants().findAny().isPresent()) {
        assertThat(shell.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
      }

      assertThat(CpuTimes.withChildren(shell.toHandle())).isGreaterThan(Duration.ofMillis(50));
    } finally {
      shell.destroy();
    }
  }
}
