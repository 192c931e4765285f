package relay.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relay.worker.attempt.Outcome.Header;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Outcome.Succeeded;

class OutcomeTest {
  @Test
  void an_outcome_does_not_print_what_was_answered() {
    Headers headers = new Headers(List.of(new Header("X-Answer", "hidden-7")), 0);

    assertThat(new Succeeded(new Response(200, headers, "hidden-8")).toString())
        .contains("200")
        .doesNotContain("hidden-7", "hidden-8");
  }
}
