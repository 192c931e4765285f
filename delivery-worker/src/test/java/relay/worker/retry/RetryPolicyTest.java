package relay.worker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
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

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"DNS", "ADDRESS", "TLS", "CONNECT", "TIMEOUT", "RELAY"})
  void what_had_no_answer_is_tried_again_whatever_the_reason(Reason reason) {
    assertThat(policy(0, 0.5).after(1, new Outcome.Failed(reason, "", null, null)))
        .isEqualTo(again(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void an_endpoint_rests_for_as_long_as_it_asks_for_and_up_to_the_jitter_longer(int status) {
    Outcome asked = failed(status, Duration.ofSeconds(100));

    assertThat(policy(0.2, 0).rest(asked)).contains(Duration.ofSeconds(100));
    assertThat(policy(0.2, 1).rest(asked)).contains(Duration.ofMinutes(2));
  }

  @Test
  void the_limit_holds_for_a_rest_before_the_jitter() {
    Outcome asked = failed(503, Duration.ofDays(9));

    assertThat(policy(0.2, 0).rest(asked)).contains(Duration.ofHours(1));
    assertThat(policy(0.2, 1).rest(asked)).contains(Duration.ofMinutes(72));
  }

  @Test
  void nothing_rests_after_another_answer_or_one_that_does_not_say_for_how_long() {
    RetryPolicy policy = policy(0.2, 1);

    for (int status : new int[] {400, 404, 410, 500, 501}) {
      assertThat(policy.rest(failed(status, Duration.ofSeconds(100)))).as("%d", status).isEmpty();
    }
    assertThat(policy.rest(failed(429, null))).isEmpty();
    assertThat(policy.rest(failed(503, Duration.ZERO))).isEmpty();
    assertThat(policy.rest(new Outcome.Failed(Reason.TIMEOUT, "", null, null))).isEmpty();
    assertThat(policy.rest(new Outcome.Succeeded(new Response(200, NO_HEADERS, "")))).isEmpty();
  }

  @Test
  void what_receivers_are_told_is_what_is_set_if_nobody_sets_another() throws IOException {
    String told = Files.readString(Path.of("..", "docs", "receiving.md"));
    RetryProperties set =
        new Binder(ConfigurationPropertySources.from(shipped()))
            .bindOrCreate("relay.retry", RetryProperties.class);

    Matcher schedule = find("tried again after (.*), each up to (\\d+) % shorter or longer", told);
    List<Duration> pauses = new ArrayList<>(List.of(Duration.ZERO));
    for (String pause : schedule.group(1).split(", | and ", -1)) {
      pauses.add(DurationStyle.SIMPLE.parse(pause.replace(" ", "").replace("min", "m")));
    }
    Matcher rest =
        find("for at least that long, up to (\\d+) hour, and up to a fifth longer", told);

    assertThat(set.schedule()).isEqualTo(pauses);
    assertThat(set.jitter()).isEqualTo(Integer.parseInt(schedule.group(2)) / 100.0).isEqualTo(0.2);
    assertThat(set.retryAfterLimit()).isEqualTo(Duration.ofHours(Long.parseLong(rest.group(1))));
  }

  private static Matcher find(String sentence, String text) {
    Matcher found = Pattern.compile(sentence).matcher(text);
    assertThat(found.find()).as(sentence).isTrue();
    return found;
  }

  private static List<PropertySource<?>> shipped() throws IOException {
    return new YamlPropertySourceLoader()
        .load("shipped", new ClassPathResource("application.yaml"));
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
