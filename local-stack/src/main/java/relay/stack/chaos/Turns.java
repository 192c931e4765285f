package relay.stack.chaos;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Phaser;

/**
 * Services that take turns, and the calls to them that are under way.
 *
 * <p>Threads: any.
 */
final class Turns {
  private final List<URI> apis;

  /** Has a party for each call, and one until the turns end. */
  private final Phaser calls = new Phaser(1);

  Turns(List<URI> apis) {
    this.apis = apis;
  }

  /** Whose turn it is; a caller calls {@link #enter} before, and {@link #leave} after the call. */
  URI of(int call) {
    return apis.get(call % apis.size());
  }

  /** Begins a call; false once the turns have ended and no call is under way. */
  boolean enter() {
    return calls.register() >= 0;
  }

  void leave() {
    calls.arriveAndDeregister();
  }

  /** Returns when no call is under way any more. */
  void end() {
    calls.awaitAdvance(calls.arriveAndDeregister());
  }
}
