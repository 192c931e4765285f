package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.chaos.ChaosOptions;
import relay.stack.chaos.ChaosReport;
import relay.stack.chaos.ChaosRun;

/** A minute of {@code ./relay chaos}. {@code -Dchaos.seed=} gives other faults. */
@Order(2)
class ChaosIT {
  @TempDir Path data;

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void no_accepted_event_is_lost_whatever_is_killed() throws Exception {
    ChaosOptions options =
        new ChaosOptions(
            Long.getLong("chaos.seed", 5),
            Duration.ofMinutes(1),
            50,
            PreparedServices.in(data).data());
    ChaosReport report = new ChaosRun(options, ChaosIT::say).run();
    report.lines().forEach(ChaosIT::say);
    assertThat(report.holds()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.balance().accepted()).isGreaterThan(1_000);
    assertThat(report.delays())
        .extracting(delay -> delay.disturbance().what())
        .contains("Kafka loses all its data")
        .hasSizeGreaterThan(3);
  }
}
