package relay.loop;

import java.time.Duration;

/**
 * Keeps rounds of one loop apart, so that under load each finds more to do at once, and what comes
 * alone is not delayed. For one thread.
 */
public final class Pace {
  private final Duration pause;
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
      Thread.sleep(Duration.ofNanos(left));
    }
    next = System.nanoTime() + pause.toNanos();
  }
}
