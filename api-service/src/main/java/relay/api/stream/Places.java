package relay.api.stream;

import java.util.HashMap;
import java.util.Map;
import relay.model.Tenant;

/**
 * How many may listen. A tenant may take a place while it has no more than it leaves free, so one
 * gets half of them at most and the next still finds some. Thread-safe.
 */
final class Places {
  private final Map<Tenant, Integer> taken = new HashMap<>();
  private int free;

  Places(int all) {
    free = all;
  }

  /** Takes a place, if there is one for this tenant. */
  synchronized boolean take(Tenant tenant) {
    int own = taken.getOrDefault(tenant, 0);
    if (own >= free) {
      return false;
    }
    taken.put(tenant, own + 1);
    free--;
    return true;
  }

  /** Gives back a place that was taken. */
  synchronized void giveBack(Tenant tenant) {
    taken.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
    free++;
  }
}
