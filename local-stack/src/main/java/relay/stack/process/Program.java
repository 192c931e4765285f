package relay.stack.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run as a child process.
 *
 * @param name how the program is called in messages and in the names of its files
 * @param command the executable and its arguments
 * @param environment added to the environment of this process
 * @param stopSignal what makes it end in good order
 * @param startsWithin how long it may take until it is ready
 * @param readiness whether it answers
 */
public record Program(
    String name,
    List<String> command,
    Map<String, String> environment,
    Signal stopSignal,
    Duration startsWithin,
    Readiness readiness) {

  /** A quick question to a running program. */
  @FunctionalInterface
  public interface Readiness {
    /**
     * Whether the program can be used now.
     *
     * @throws StackException if it runs but must not be used
     */
    boolean isReady();
  }

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
