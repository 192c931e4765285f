package relay.worker.dispatch;

import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;
import relay.worker.attempt.Claim;
import relay.worker.subscriptions.SubscriptionCache;

/**
 * Claims what waits in the database. Deliveries with an ordering key are claimed apart from the
 * others: to find those that may go, all that wait behind an earlier one are looked at, and that
 * must not hold up what has no key.
 */
@Component
class Dispatcher {
  private final Claiming unordered;
  private final Claiming ordered;

  Dispatcher(SubscriptionCache subscriptions, Lanes lanes, Rests rests, ClaimWriter claims) {
    this.unordered = new Claiming("dispatcher", Order.ANY, subscriptions, lanes, rests, claims);
    this.ordered =
        new Claiming("ordered-dispatcher", Order.BY_KEY, subscriptions, lanes, rests, claims);
    lanes.onSettled(this::settled);
  }

  private void settled(Claim settled) {
    unordered.settled(settled);
    ordered.settled(settled);
  }

  @PreDestroy
  void close() {
    unordered.close();
    ordered.close();
  }
}
