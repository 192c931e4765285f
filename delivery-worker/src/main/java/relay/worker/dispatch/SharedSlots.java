package relay.worker.dispatch;

import java.util.concurrent.Semaphore;

/**
 * What lanes take beyond the few attempts that each may always run. It bounds what a worker holds
 * in memory, however many endpoints are fast enough to be given more, and none of it is needed to
 * go on: endpoints that hang until they have taken all of it leave the others their own.
 * Thread-safe.
 */
final class SharedSlots {
  private final Semaphore free;

  SharedSlots(int slots) {
    this.free = new Semaphore(slots);
  }

  /** Takes one if there is one. */
  boolean take() {
    return free.tryAcquire();
  }

  void giveBack(int slots) {
    free.release(slots);
  }
}
