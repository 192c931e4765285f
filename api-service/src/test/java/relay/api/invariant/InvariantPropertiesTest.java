package relay.api.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvariantPropertiesTest {
  @ParameterizedTest
  @CsvSource({"PT1S, PT1S", "PT1M, PT2M", "PT1H, PT1H"})
  void durations_within_their_ranges_are_taken(Duration every, Duration grace) {
    assertThat(new InvariantProperties(every, grace).grace()).isEqualTo(grace);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.999S, PT2M,     relay.invariant.every",
    "PT1H0.1S, PT2M,     relay.invariant.every",
    "PT1M,     PT0.999S, relay.invariant.grace",
    "PT1M,     PT1H0.1S, relay.invariant.grace"
  })
  void others_are_refused_and_the_setting_named(Duration every, Duration grace, String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InvariantProperties(every, grace))
        .withMessageStartingWith(setting + " ");
  }
}
