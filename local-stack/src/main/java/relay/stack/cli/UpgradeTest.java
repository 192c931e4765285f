package relay.stack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import relay.stack.chaos.ChaosReport;
import relay.stack.chaos.RollingUpgrade;

@Command(
    name = "upgrade-test",
    description =
        "Upgrades a relay of its own under load, from the jars of another version to those built"
            + " here, and ends with 1 if an event was lost or repeated or a producer got an error.")
final class UpgradeTest implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder with api-service.jar and delivery-worker.jar of the old version.")
  private Path oldJars = Path.of("");

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("relay-upgrade-");
    System.out.printf("Data, logs and ledger are in %s%n", folder);
    ChaosReport report = new RollingUpgrade(oldJars, folder, System.out::println).run();
    boolean holds = report.holds() && report.balance().errors().isEmpty();
    report.lines().forEach(System.out::println);
    System.out.println(
        holds
            ? "Nothing was lost or repeated, and no producer got an error."
            : "THE UPGRADE WAS FELT: see the lines above, and the logs in " + folder);
    return holds ? 0 : 1;
  }
}
