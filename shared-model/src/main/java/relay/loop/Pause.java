package relay.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A pause that can be cut short. One thread pauses; any may end it. */
final class Pause {
  private final Semaphore ended = new Semaphore(0);

  /** Blocks for so long, or until it is ended, or not at all if it was since the last one. */
  void await(Duration most) throws InterruptedException {
    var _ = ended.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    ended.drainPermits();
  }

  /** Ends the pause that is, or the next one. */
  void end() {
    if (ended.availablePermits() == 0) {
      ended.release();
    }
  }
}
