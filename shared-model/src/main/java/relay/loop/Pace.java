package relay.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps rounds of one loop apart, so that under load each finds more to do at once, and what comes
 * alone is not delayed. One thread awaits; any may hurry it.
 */
public final class Pace {
  private final Duration pause;
  private final Semaphore hurried = new Semaphore(0);
  private long next = System.nanoTime();

  private Pace(Duration pause) {
    this.pause = pause;
  }

  /** Rounds that begin no sooner after each other. */
  public static Pace of(Duration pause) {
    return new Pace(pause);
  }

  /** Blocks until the next round may begin, which counts as its beginning. */
  public void await() throws InterruptedException {
    long left = next - System.nanoTime();
    if (left > 0) {
      var _ = hurried.tryAcquire(left, TimeUnit.NANOSECONDS);
    }
    hurried.drainPermits();
    next = System.nanoTime() + pause.toNanos();
  }

  /** There is so much to do that the next round may begin at once. */
  public void hurry() {
    if (hurried.availablePermits() == 0) {
      hurried.release();
    }
  }
}
