package relay.api.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptViewTest {
  @Test
  void an_attempt_does_not_print_what_was_answered() {
    AttemptView attempt =
        new AttemptView(
            "att_1",
            "dlv_1",
            "evt_1",
            "whk_1",
            1,
            "succeeded",
            null,
            200,
            List.of(new AttemptView.Header("X-Answer", "hidden-7")),
            0,
            "hidden-8",
            1,
            null,
            Instant.EPOCH,
            null,
            false);

    assertThat(attempt.toString()).contains("att_1").doesNotContain("hidden-7", "hidden-8");
  }
}
