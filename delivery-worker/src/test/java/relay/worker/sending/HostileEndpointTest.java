package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.worker.HostileEndpoint;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;

class HostileEndpointTest extends Sending {
  private static final int KEPT = 16 * 1024;

  /** {@link #send} checks that it does not take longer than the deadline. */
  @ParameterizedTest
  @EnumSource
  void an_attempt_ends_in_time_with_its_reason_and_gives_the_connection_up(HostileEndpoint endpoint)
      throws Exception {
    if (endpoint.reason() == Reason.TIMEOUT) {
      deadline = SHORT;
    }
    try (RawServer server = endpoint.start()) {
      switch (send(server.url())) {
        case Succeeded(var response) -> {
          assertThat(endpoint.reason()).isNull();
          assertThat(response.body()).hasSizeLessThanOrEqualTo(KEPT);
        }
        case Failed failed -> {
          assertThat(failed.reason()).as(failed.error()).isEqualTo(endpoint.reason());
          assertThat(failed.error()).doesNotContain("null").doesNotContainPattern("\\p{Cntrl}");
          assertCounted("failed", Objects.requireNonNull(endpoint.reason()).label());
        }
      }
      server.awaitClosed();
      assertThat(server.connections()).isOne();
    }
  }
}
