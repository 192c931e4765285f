package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.StackOptions;
import relay.stack.chaos.ChaosReport;
import relay.stack.chaos.RollingUpgrade;

/** An upgrade under load. Both versions are this one; {@code ./relay upgrade-test} takes any. */
@Order(Integer.MAX_VALUE - 1)
class UpgradeIT {
  @TempDir Path data;

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void an_upgrade_loses_and_repeats_nothing_and_no_producer_gets_an_error() throws Exception {
    Path jars = data.resolve("old");
    StackOptions built = PreparedServices.in(data);
    Files.createDirectories(jars);
    Files.copy(built.apiJar(), jars.resolve("api-service.jar"));
    Files.copy(built.workerJar(), jars.resolve("delivery-worker.jar"));

    ChaosReport report = new RollingUpgrade(jars, data.resolve("relay"), UpgradeIT::say).run();
    report.lines().forEach(UpgradeIT::say);
    assertThat(report.holds()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.balance().accepted())
        .isEqualTo(report.balance().tried())
        .isGreaterThan(1_000);
    assertThat(report.balance().errors()).isEmpty();
  }
}
