package relay.stack.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import relay.stack.DataFolder;
import relay.stack.LocalStack;
import relay.stack.process.StackException;

@Command(name = "down", description = "Stops a running relay; its data stays.")
final class Down implements Callable<Integer> {
  /** More than the sum of what each of the processes may take. */
  private static final Duration WITHIN = Duration.ofSeconds(150);

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    DataFolder folder = data.folder();
    Optional<ProcessHandle> supervisor = folder.supervisor();
    boolean orphans = supervisor.isEmpty() && LocalStack.stopOrphans(folder, System.out::println);
    if (supervisor.isPresent()) {
      stop(supervisor.get(), folder);
    }
    System.out.println(
        (supervisor.isPresent() || orphans
                ? "The relay on %s has stopped."
                : "No relay is running on %s.")
            .formatted(folder.path()));
    return 0;
  }

  private static void stop(ProcessHandle supervisor, DataFolder folder)
      throws InterruptedException, ExecutionException {
    supervisor.destroy();
    try {
      supervisor.onExit().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new StackException(
          "The relay (pid %d) has not stopped within %d s: look at %s."
              .formatted(supervisor.pid(), WITHIN.toSeconds(), folder.command("logs")),
          late);
    }
  }
}
