package relay.api.body;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import relay.api.problem.Problem;

/**
 * The memory that large bodies may take together, from before the first byte is read until the
 * request is answered. A body of 8 MiB is some 40 MiB once it is read, checked and written, so a
 * hundred batches at once would be more than the heap. Thread-safe; first come, first served.
 */
final class BodyMemory {
  /** In bytes. Smaller bodies are bounded by the number of connections. */
  static final int SMALL = 64 << 10;

  private static final int UNIT = 1 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final int units;
  private final Semaphore free;

  BodyMemory(long bytes) {
    this.units = Math.toIntExact(bytes / UNIT);
    this.free = new Semaphore(units, true);
  }

  /** A tenth of this process's heap. */
  static BodyMemory ofHeap() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / 10);
  }

  /**
   * Takes memory for a body; waits for it for a while.
   *
   * @return gives it back, and has to be run once
   * @throws Problem if others have it for longer
   */
  Runnable take(long bytes) {
    if (bytes <= SMALL) {
      return () -> {};
    }
    int taken = (int) Math.min(units, bytes / UNIT);
    try {
      if (!free.tryAcquire(taken, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("Too many large requests are under way; repeat the request.");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The service is stopping; repeat the request.");
    }
    return () -> free.release(taken);
  }

  /** How much of it is taken, 0 to 1. */
  double used() {
    return 1 - (double) free.availablePermits() / units;
  }
}
