package relay.worker.sending;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that opened it when the time is up. On a virtual thread that ends whatever
 * it waits for: a look-up, a connection, a TLS handshake, a byte. One timer for the whole exchange
 * is what makes the deadline total; socket time-outs start anew with each byte that drips in.
 */
final class Deadline implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Thread thread = Thread.currentThread();
  private final Future<?> timer;
  private final long end;
  private boolean open = true;
  private boolean passed;

  private Deadline(Duration time) {
    end = System.nanoTime() + time.toNanos();
    timer = TIMER.schedule(this::pass, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /** Whether the time was up before this was closed. */
  synchronized boolean hasPassed() {
    return passed || (open && end - System.nanoTime() <= 0);
  }

  /** How much of the time is left, or less than nothing. */
  Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  private synchronized void pass() {
    if (open) {
      passed = true;
      thread.interrupt();
    }
  }

  /** After this the thread is not interrupted any more, nor left with an interrupt of this. */
  @Override
  public void close() {
    timer.cancel(false);
    synchronized (this) {
      open = false;
      if (passed) {
        Thread.interrupted();
      }
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("attempt-deadlines").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
