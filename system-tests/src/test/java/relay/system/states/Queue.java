package relay.system.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import relay.model.WebhookId;
import relay.system.states.Relay.Room;
import relay.system.states.Relay.Target;

/** The deliveries of a webhook that may be claimed now, with an order or without. */
final class Queue {
  private final WebhookId webhook;
  private final Map<Target, Delivery> due = new HashMap<>();

  Queue(WebhookId webhook) {
    this.webhook = webhook;
  }

  void add(Target target, Delivery delivery) {
    due.put(target, delivery);
  }

  boolean has(Target target) {
    return due.containsKey(target);
  }

  /** As many are claimed as there was room for, and none before one that is due for longer. */
  void assertTaken(List<Room> rooms, Predicate<Target> isClaimed) {
    int slots = rooms.stream().mapToInt(room -> room.slots().getOrDefault(webhook, 0)).sum();
    assertThat(due.keySet().stream().filter(isClaimed)).hasSize(Math.min(due.size(), slots));
    due.forEach(
        (claimed, first) ->
            due.forEach(
                (left, later) -> {
                  if (isClaimed.test(claimed) && !isClaimed.test(left)) {
                    assertThat(first.due()).isBeforeOrEqualTo(later.due());
                  }
                }));
  }
}
