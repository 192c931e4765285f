package relay.loop;

import java.time.Duration;

/**
 * Keeps rounds of one loop apart, so that under load each finds more to do at once, and what comes
 * alone is not delayed. One thread awaits; any may hurry it.
 */
public final class Pace {
  private final Duration between;
  private final Pause pause = new Pause();
  private long next = System.nanoTime();
  private volatile boolean ended;

  private Pace(Duration between) {
    this.between = between;
  }

  /** Rounds that begin no sooner after each other. */
  public static Pace of(Duration between) {
    return new Pace(between);
  }

  /** Blocks until the next round may begin, which counts as its beginning. */
  public void await() throws InterruptedException {
    if (!ended) {
      pause.await(Duration.ofNanos(next - System.nanoTime()));
    }
    next = System.nanoTime() + between.toNanos();
  }

  /** There is so much to do that the next round may begin at once. */
  public void hurry() {
    pause.end();
  }

  /** From now on each round begins at once, so that a loop that waits can end. */
  public void end() {
    ended = true;
    pause.end();
  }
}
