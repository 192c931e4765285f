package relay.stack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import relay.stack.chaos.ChaosOptions;
import relay.stack.chaos.ChaosReport;
import relay.stack.chaos.ChaosRun;
import relay.stack.process.StackException;
import relay.stack.servers.Folders;

@Command(
    name = "chaos",
    description =
        "Runs a relay of its own under load, kills, freezes and cuts off its processes, and ends"
            + " with 1 unless every accepted event arrived or ended visibly.")
final class Chaos implements Callable<Integer> {
  private static final int MOST_MINUTES = 24 * 60;
  private static final int MOST_EVENTS = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which faults in which order (default: by chance, and printed).")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long faults are made, at least four (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many events are posted a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "An empty folder for the relay's data, its logs and the ledger (default: a temporary one,"
              + " which is kept if the promise was broken).")
  private @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new StackException("--minutes has to be 1 to %d.".formatted(MOST_MINUTES));
    }
    if (rate < 1 || rate > MOST_EVENTS) {
      throw new StackException("--rate has to be 1 to %d.".formatted(MOST_EVENTS));
    }
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    Path folder = data == null ? Files.createTempDirectory("relay-chaos-") : empty(data);
    System.out.printf("Seed %d; data, logs and ledger are in %s%n", chosen, folder);
    ChaosReport report =
        new ChaosRun(
                new ChaosOptions(chosen, Duration.ofMinutes(minutes), rate, folder),
                System.out::println)
            .run();
    System.out.println();
    report.lines().forEach(System.out::println);
    if (report.holds() && data == null) {
      Folders.delete(folder);
    }
    System.out.println(
        report.holds()
            ? "Every accepted event arrived or ended visibly."
            : "THE PROMISE WAS BROKEN: see the lines above, and the logs in " + folder);
    return report.holds() ? 0 : 1;
  }

  private static Path empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new StackException(
              "The folder %s is not empty: choose another with --data.".formatted(folder));
        }
      }
    }
    return folder;
  }
}
