package relay.stack.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import relay.stack.chaos.Fault.Kind;
import relay.stack.chaos.Fault.Target;

/** Which fault follows which: all of them in an order that the seed gives, then again. */
final class Plan {
  private static final Set<Target> BEHIND_A_WIRE = EnumSet.of(Target.KAFKA, Target.POSTGRESQL);

  private final Random random;
  private final boolean smallDisks;
  private final Deque<Fault> coming = new ArrayDeque<>();

  /**
   * Makes a plan.
   *
   * @param smallDisks whether the servers have disks that can be filled
   */
  Plan(Random random, boolean smallDisks) {
    this.random = random;
    this.smallDisks = smallDisks;
  }

  Fault next() {
    if (coming.isEmpty()) {
      List<Fault> all = all();
      Collections.shuffle(all, random);
      coming.addAll(all);
    }
    return coming.remove();
  }

  private List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (Target target : Target.values()) {
      for (Kind kind : Kind.values()) {
        boolean possible =
            switch (kind) {
              case KILL, FREEZE, TERMINATE -> true;
              case CUT, SLOW -> BEHIND_A_WIRE.contains(target);
              case FILL -> smallDisks && BEHIND_A_WIRE.contains(target);
              // In the middle of each run.
              case WIPE -> false;
            };
        if (possible) {
          all.add(new Fault(kind, target));
        }
      }
    }
    return all;
  }
}
