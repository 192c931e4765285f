package relay.stack.chaos;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Phaser;

/** API services that are called in turn, and the calls in progress. Thread-safe. */
final class Turns {
  private final List<URI> apis;

  /** One party for each call in progress, and one more until {@link #end}. */
  private final Phaser calls = new Phaser(1);

  Turns(List<URI> apis) {
    this.apis = apis;
  }

  /** Whose turn it is; a caller calls {@link #enter} before, and {@link #leave} after the call. */
  URI of(int call) {
    return apis.get(call % apis.size());
  }

  /** Begins a call; false after {@link #end}, once no call is in progress. */
  boolean enter() {
    return calls.register() >= 0;
  }

  void leave() {
    calls.arriveAndDeregister();
  }

  /** Waits until no call is in progress. */
  void end() {
    calls.awaitAdvance(calls.arriveAndDeregister());
  }
}
