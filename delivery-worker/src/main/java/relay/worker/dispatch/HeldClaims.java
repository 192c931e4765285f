package relay.worker.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many claims all lanes hold. It bounds what a worker keeps in memory, and what waits for a
 * lease to end when it dies: when there are many, no lane holds more than it needs to go on.
 * Thread-safe.
 */
final class HeldClaims {
  private final AtomicInteger held = new AtomicInteger();
  private final int many;

  HeldClaims(int many) {
    this.many = many;
  }

  void add(int claims) {
    held.addAndGet(claims);
  }

  boolean areMany() {
    return held.get() >= many;
  }
}
