package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxPropertiesTest {
  @ParameterizedTest
  @CsvSource({"PT0.1S, PT0.1S", "PT5S, PT5M", "PT0.1S, PT1H", "PT1H, PT1H"})
  void pauses_within_their_ranges_are_taken(Duration sweepAfter, Duration sweepCap) {
    assertThat(new OutboxProperties(sweepAfter, sweepCap).sweepCap()).isEqualTo(sweepCap);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.099S, PT5M, relay.outbox.sweep-after",
    "PT0S,     PT5M, relay.outbox.sweep-after",
    "PT-5S,    PT5M, relay.outbox.sweep-after",
    "PT1H0.1S, PT2H, relay.outbox.sweep-after",
    "PT5S,     PT4.9S, relay.outbox.sweep-cap",
    "PT5S,     PT1H0.1S, relay.outbox.sweep-cap"
  })
  void other_pauses_are_refused_and_the_setting_named(
      Duration sweepAfter, Duration sweepCap, String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutboxProperties(sweepAfter, sweepCap))
        .withMessageStartingWith(setting + " ");
  }
}
