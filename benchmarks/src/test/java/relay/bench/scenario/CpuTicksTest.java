package relay.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTicksTest {
  @Test
  void what_was_stolen_is_a_part_of_the_time_between() {
    CpuTicks before = CpuTicks.parse("cpu  100 0 50 800 10 0 5 35 0 0");
    CpuTicks after = CpuTicks.parse("cpu  130 0 60 840 10 0 5 55 7 3");

    assertThat(before).isEqualTo(new CpuTicks(35, 1_000));
    assertThat(after.percentStolenSince(before)).isEqualTo(20);
    assertThat(after.percentStolenSince(after)).isZero();
  }
}
