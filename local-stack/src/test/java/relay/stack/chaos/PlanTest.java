package relay.stack.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.stack.chaos.Fault.Kind;
import relay.stack.chaos.Fault.Target;

class PlanTest {
  /** Kill, freeze and terminate seven; cut, slow and fill two. */
  private static final int ALL = 3 * 7 + 3 * 2;

  private static List<Fault> faults(long seed, boolean smallDisks, int number) {
    Plan plan = new Plan(new Random(seed), smallDisks);
    List<Fault> faults = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      faults.add(plan.next());
    }
    return faults;
  }

  @Test
  void a_seed_gives_the_same_faults_and_another_seed_others() {
    assertThat(faults(1, true, ALL)).isEqualTo(faults(1, true, ALL));
    assertThat(faults(1, true, ALL)).isNotEqualTo(faults(2, true, ALL));
  }

  @Test
  void each_fault_comes_once_before_any_comes_again() {
    List<Fault> faults = faults(7, true, 2 * ALL);
    assertThat(faults.subList(0, ALL)).doesNotHaveDuplicates();
    assertThat(faults.subList(ALL, 2 * ALL))
        .containsExactlyInAnyOrderElementsOf(faults.subList(0, ALL));
    assertThat(faults)
        .contains(
            new Fault(Kind.FREEZE, Target.SECOND_WORKER), new Fault(Kind.FILL, Target.POSTGRESQL));
  }

  @Test
  void no_disk_is_filled_where_none_is_small() {
    assertThat(faults(7, false, 2 * ALL)).noneMatch(fault -> fault.kind() == Kind.FILL);
  }
}
