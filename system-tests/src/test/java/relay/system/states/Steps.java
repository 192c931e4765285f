package relay.system.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryState;
import relay.system.states.Move.Step;
import relay.system.states.Move.Taken;
import relay.system.states.Relay.Target;

/** The steps that deliveries have taken, each of which the table has to allow for its move. */
final class Steps {
  private final List<Taken> taken = new ArrayList<>();
  private Map<Target, Delivery> seen = Map.of();

  List<Taken> taken() {
    return taken;
  }

  void check(Move move, Map<Target, Delivery> stored) {
    stored.forEach((target, delivery) -> check(move, seen.get(target), delivery));
    seen = stored;
  }

  private void check(Move move, @Nullable Delivery before, Delivery after) {
    @Nullable DeliveryState from = before == null ? null : before.state();
    if (from != after.state()) {
      Step step = new Step(from, after.state());
      assertThat(move.steps()).as("steps by %s", move).contains(step);
      taken.add(new Taken(move, step));
    }
  }
}
