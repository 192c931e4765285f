package relay.stack.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What processes are told. */
public enum Signal {
  /** Ends a JVM in good order: it runs its shutdown hooks. */
  TERM,
  /** PostgreSQL's fast shutdown; TERM would wait until every client has gone. */
  INT,
  /** Freezes a process until {@link #CONT}, as a machine that is paused does. */
  STOP,
  /** Lets a frozen process go on. */
  CONT;

  /** Sends it to all of them at once; one that has ended is passed over. */
  void sendTo(List<ProcessHandle> processes) throws InterruptedException {
    String pids =
        processes.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" "));
    try {
      // Java sends no other signal than TERM and KILL.
      var _ =
          new ProcessBuilder("sh", "-c", "kill -%s %s 2>/dev/null".formatted(name(), pids))
              .start()
              .waitFor();
    } catch (IOException failure) {
      throw new StackException("sh could not be run to send a signal.", failure);
    }
  }
}
