package relay.loop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats one task on a virtual thread of its own until closed. A shared scheduler would let one
 * slow task hold up all others; Spring's runs every fixed-delay task on a single thread.
 *
 * <p>A task that throws, be it an {@link Error}, is logged and tried again after the pause: a
 * service whose loop has ended looks alive and does nothing.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);

  /** One round of the task. */
  @FunctionalInterface
  public interface Round {
    /** Does what is due; {@code true} if more is due at once, so that no pause is wanted. */
    boolean run() throws InterruptedException;
  }

  private final Duration between;
  private final Round round;
  private final RepeatedFailure failures;
  private final Pause pause = new Pause();
  private final Thread thread;
  private volatile boolean closed;

  private BackgroundLoop(String name, Duration between, Round round) {
    this.between = between;
    this.round = round;
    this.failures =
        new RepeatedFailure(
            log, "The background work %s fails, and is tried again after a pause".formatted(name));
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  /** Starts a loop: a round, the pause, a round, and so on. */
  public static BackgroundLoop start(String name, Duration between, Round round) {
    BackgroundLoop loop = new BackgroundLoop(name, between, round);
    loop.thread.start();
    return loop;
  }

  /** Ends the current pause, or lets the next one be none. */
  public void wake() {
    pause.end();
  }

  /** Lets the current round finish, starts no other, and waits for the end. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat() {
    while (!closed) {
      boolean more = false;
      try {
        more = round.run();
        failures.over();
      } catch (InterruptedException interrupted) {
        return;
      } catch (RuntimeException | Error failure) {
        failures.note(failure);
      }
      if (!more && !closed) {
        pauseOrWake();
      }
    }
  }

  private void pauseOrWake() {
    try {
      pause.await(between);
    } catch (InterruptedException interrupted) {
      closed = true;
    }
  }
}
