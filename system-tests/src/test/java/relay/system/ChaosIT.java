package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.StackOptions;
import relay.stack.chaos.ChaosOptions;
import relay.stack.chaos.ChaosReport;
import relay.stack.chaos.ChaosRun;
import relay.stack.chaos.RollingUpgrade;

/**
 * Two minutes of {@code ./relay chaos}, and an upgrade under load. {@code -Dchaos.seed=} gives
 * other faults.
 */
class ChaosIT {
  @TempDir Path data;

  private static void say(String line) {
    System.out.println(line);
  }

  private static void show(ChaosReport report) {
    report.lines().forEach(ChaosIT::say);
  }

  @Test
  void no_accepted_event_is_lost_whatever_is_killed() throws Exception {
    ChaosOptions options =
        new ChaosOptions(Long.getLong("chaos.seed", 5), Duration.ofMinutes(2), 50, data);
    ChaosReport report = new ChaosRun(options, ChaosIT::say).run();
    show(report);
    assertThat(report.holds()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.balance().accepted()).isGreaterThan(1_000);
    assertThat(report.delays())
        .extracting(delay -> delay.disturbance().what())
        .contains("Kafka loses all its data")
        .hasSizeGreaterThan(3);
  }

  /** Both versions are this one; {@code ./relay upgrade-test} takes any. */
  @Test
  void an_upgrade_loses_and_repeats_nothing_and_no_producer_gets_an_error() throws Exception {
    Path jars = data.resolve("old");
    StackOptions built = StackOptions.in(data);
    Files.createDirectories(jars);
    Files.copy(built.apiJar(), jars.resolve("api-service.jar"));
    Files.copy(built.workerJar(), jars.resolve("delivery-worker.jar"));

    ChaosReport report = new RollingUpgrade(jars, data.resolve("relay"), ChaosIT::say).run();
    show(report);
    assertThat(report.holds()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.balance().accepted())
        .isEqualTo(report.balance().tried())
        .isGreaterThan(1_000);
    assertThat(report.balance().errors()).isZero();
  }
}
