package relay.stack.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that does one thing and ends. */
public final class Command {
  private Command() {}

  /**
   * Runs a command to its end.
   *
   * @param purpose what it does, to follow "Could not" in a message
   * @param log receives what it prints
   * @throws StackException if it fails or takes longer than {@code within}
   */
  public static void run(String purpose, List<String> command, Path log, Duration within)
      throws InterruptedException {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      if (!process.waitFor(within.toMillis(), MILLISECONDS)) {
        process.destroyForcibly();
        throw new StackException(
            "Could not %s within %d s: see %s.".formatted(purpose, within.toSeconds(), log));
      }
      if (process.exitValue() != 0) {
        throw new StackException(
            "Could not %s; %s says:%n%s"
                .formatted(
                    purpose, log, String.join(System.lineSeparator(), new LogFile(log).tail(15))));
      }
    } catch (IOException failure) {
      throw StackException.disk("Could not " + purpose, failure);
    }
  }
}
