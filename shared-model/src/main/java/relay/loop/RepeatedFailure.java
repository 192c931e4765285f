package relay.loop;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Tells the log of a failure that repeats: the first with its cause, and then one line a minute
 * with their number. A failure after a quiet quarter of an hour is a first one again. Thread-safe.
 */
public final class RepeatedFailure {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  /** Longer than the pause of a loop, which fails once in each. */
  private static final Duration QUIET = Duration.ofMinutes(15);

  private final Logger log;
  private final String message;
  private long lastLine;
  private long lastFailure;
  private int untold;
  private volatile boolean failing;

  /**
   * None so far.
   *
   * @param message what fails, a sentence without its end
   */
  public RepeatedFailure(Logger log, String message) {
    this.log = log;
    this.message = message;
  }

  /** It failed. */
  public void note(Throwable failure) {
    note(failure, System.nanoTime());
  }

  synchronized void note(Throwable failure, long now) {
    boolean first = !failing || now - lastFailure > QUIET.toNanos();
    failing = true;
    lastFailure = now;
    untold++;
    if (first) {
      log.atWarn().setCause(failure).log(message);
    } else if (now - lastLine > BETWEEN_LINES.toNanos()) {
      log.atWarn()
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log("{}, still: {} times since the line before", message, untold);
    } else {
      return;
    }
    lastLine = now;
    untold = 0;
  }

  /** It works. */
  public void over() {
    if (failing) {
      end();
    }
  }

  private synchronized void end() {
    if (failing) {
      failing = false;
      log.info("{}: no more, after {} times since the line before", message, untold);
      untold = 0;
    }
  }
}
