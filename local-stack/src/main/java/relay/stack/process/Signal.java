package relay.stack.process;

import java.io.IOException;

/** How a program is asked to stop. */
public enum Signal {
  /** What the JVM answers with its shutdown hooks. */
  TERM,
  /** PostgreSQL's fast shutdown; TERM would wait until every client has gone. */
  INT;

  void sendTo(ProcessHandle process) {
    switch (this) {
      case TERM -> process.destroy();
      // Java sends no other signal than TERM and KILL.
      case INT -> {
        try {
          new ProcessBuilder("sh", "-c", "kill -INT " + process.pid() + " 2>/dev/null").start();
        } catch (IOException failure) {
          throw new StackException("sh could not be run to send a signal.", failure);
        }
      }
    }
  }
}
