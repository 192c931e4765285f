package relay.stack.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.StackOptions;
import relay.stack.process.Ports;

/**
 * An upgrade under load, in the order that the documentation gives: new workers, old workers away,
 * new API, old API away. Nothing may be lost or repeated, and no producer may get an error.
 */
public final class RollingUpgrade {
  private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(10);
  private static final int EVENTS_PER_SECOND = 50;

  /**
   * No endpoint goes down during an upgrade, so a few attempts are enough before a delivery ends.
   */
  private static final String SCHEDULE = "0s,1s,2s,4s";

  private final Path oldJars;
  private final Path folder;
  private final Consumer<String> say;

  /**
   * Prepares an upgrade.
   *
   * @param oldJars a folder with api-service.jar and delivery-worker.jar of the version before
   * @param folder where the relay and the ledger are kept; new or empty
   * @param say receives a line on each thing that happens
   */
  public RollingUpgrade(Path oldJars, Path folder, Consumer<String> say) {
    this.oldJars = oldJars;
    this.folder = folder;
    this.say = say;
  }

  /** Runs it to its end. */
  public ChaosReport run() throws InterruptedException {
    StackOptions fresh =
        StackOptions.in(folder)
            .withEnvironment(
                Map.of(
                    "RELAY_RETRY_SCHEDULE",
                    SCHEDULE,
                    "RELAY_INVARIANT_EVERY",
                    "5s",
                    "JAVA_TOOL_OPTIONS",
                    ChaosRun.QUICK_START));
    StackOptions old =
        fresh.withJars(oldJars.resolve("api-service.jar"), oldJars.resolve("delivery-worker.jar"));
    try (LocalStack stack = LocalStack.start(old, say)) {
      Trial trial = Trial.begin(stack, List.of(stack.api()), EVENTS_PER_SECOND, folder);
      Thread.sleep(SIDE_BY_SIDE);
      int worker = Ports.free();
      stack.add(Service.WORKER, worker, fresh.workerJar(), Map.of());
      say.accept("Workers of both versions run");
      Thread.sleep(SIDE_BY_SIDE);
      stop(stack.process(Service.WORKER));
      int api = Ports.free();
      stack.add(Service.API, api, fresh.apiJar(), Map.of());
      trial.turnTo(List.of(stack.api(), LocalStack.url(api)));
      say.accept("APIs of both versions run");
      Thread.sleep(SIDE_BY_SIDE);
      trial.turnTo(List.of(LocalStack.url(api)));
      stop(stack.process(Service.API));
      Thread.sleep(SIDE_BY_SIDE);
      return trial.end(0, List.of(), say);
    }
  }

  private void stop(ServiceProcess old) throws InterruptedException {
    say.accept("The old %s is stopped".formatted(old.name()));
    old.stop();
  }
}
