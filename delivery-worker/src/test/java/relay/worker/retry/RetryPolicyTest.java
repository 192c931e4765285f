package relay.worker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Reason;

class RetryPolicyTest {
  private static final Headers NO_HEADERS = new Headers(List.of(), 0);
  private static final List<Duration> SCHEDULE =
      List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5));

  @Test
  void the_pauses_are_those_of_the_schedule_and_then_it_ends() {
    RetryPolicy policy = policy(0, 0.5);

    assertThat(policy.after(1, failed(500, null))).isEqualTo(again(Duration.ofSeconds(5)));
    assertThat(policy.after(2, failed(500, null))).isEqualTo(again(Duration.ofMinutes(5)));
    assertThat(policy.after(3, failed(500, null))).isEqualTo(new NextStep.GiveUp());
  }

  @Test
  void jitter_makes_a_pause_shorter_or_longer_by_its_share() {
    assertThat(policy(0.2, 0).after(1, failed(500, null))).isEqualTo(again(Duration.ofSeconds(4)));
    assertThat(policy(0.2, 1).after(1, failed(500, null))).isEqualTo(again(Duration.ofSeconds(6)));
  }

  @Test
  void success_ends_a_delivery_and_so_does_410() {
    RetryPolicy policy = policy(0, 0.5);

    assertThat(policy.after(1, new Outcome.Succeeded(new Response(204, NO_HEADERS, ""))))
        .isEqualTo(new NextStep.Done());
    assertThat(policy.after(1, failed(410, null))).isEqualTo(new NextStep.GiveUp());
    assertThat(policy.after(1, new Outcome.Failed(Reason.DNS, "", null, null)))
        .isEqualTo(again(Duration.ofSeconds(5)));
  }

  @Test
  void what_the_endpoint_asks_for_is_heeded_up_to_the_limit_but_never_shortens_a_pause() {
    RetryPolicy policy = policy(0, 0.5);

    assertThat(policy.after(1, failed(429, Duration.ofSeconds(30))))
        .isEqualTo(again(Duration.ofSeconds(30)));
    assertThat(policy.after(1, failed(429, Duration.ofSeconds(1))))
        .isEqualTo(again(Duration.ofSeconds(5)));
    assertThat(policy.after(1, failed(429, Duration.ofDays(300))))
        .isEqualTo(again(Duration.ofHours(1)));
  }

  @Test
  void settings_that_make_no_sense_are_refused_by_name() {
    assertRefused(List.of(), 0.2, "relay.retry.schedule");
    assertRefused(List.of(Duration.ofSeconds(1)), 0.2, "start with 0s");
    assertRefused(List.of(Duration.ZERO, Duration.ofSeconds(-1)), 0.2, "0s to 7d");
    assertRefused(List.of(Duration.ZERO, Duration.ofDays(8)), 0.2, "0s to 7d");
    assertRefused(SCHEDULE, 0.6, "relay.retry.jitter");
    assertRefused(SCHEDULE, Double.NaN, "relay.retry.jitter");
  }

  private static void assertRefused(List<Duration> schedule, double jitter, String message) {
    assertThatThrownBy(() -> new RetryProperties(schedule, jitter, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RetryPolicy policy(double jitter, double random) {
    return new RetryPolicy(
        new RetryProperties(SCHEDULE, jitter, Duration.ofHours(1)), () -> random);
  }

  private static Outcome failed(int status, @Nullable Duration retryAfter) {
    return new Outcome.Failed(
        Reason.STATUS_5XX, "", new Response(status, NO_HEADERS, ""), retryAfter);
  }

  private static NextStep again(Duration pause) {
    return new NextStep.TryAgain(pause);
  }
}
