package relay.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
  private static final String LIBRARY = "org.apache.kafka.clients.NetworkClient";

  private final RepeatedWarnings filter = new RepeatedWarnings();

  @Test
  void what_a_library_repeats_is_logged_once_a_minute_whatever_numbers_are_in_it() {
    assertThat(
            IntStream.range(0, 150)
                .filter(
                    second ->
                        isDue(
                            "[clientId=p-%d] Node {} is away".formatted(second),
                            null,
                            Duration.ofSeconds(second))))
        .containsExactly(0, 61, 122);
  }

  @Test
  void another_message_or_cause_or_logger_is_another_warning() {
    assertThat(isDue("It fails", null, Duration.ZERO)).isTrue();
    for (int time = 0; time < 2; time++) {
      assertThat(isDue("It fails", new IllegalStateException("time " + time), Duration.ZERO))
          .isEqualTo(time == 0);
    }
    assertThat(isDue("It fails", new IllegalStateException("elsewhere"), Duration.ZERO)).isTrue();
    assertThat(isDue("It fails", new ArithmeticException("other"), Duration.ZERO)).isTrue();
    assertThat(isDue("It ends", null, Duration.ZERO)).isTrue();
    assertThat(filter.isDue("org.hibernate", "It fails", null, 0)).isTrue();
  }

  /** As in "No mapping for GET /fff...". */
  @Test
  void a_long_text_from_outside_costs_no_more_than_a_short_one() {
    String outside = "f".repeat(1_000_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int n = 0; n < 100; n++) {
            assertThat(isDue(outside, null, Duration.ZERO)).isEqualTo(n == 0);
          }
        });
    assertThat(isDue(outside + "another end", null, Duration.ZERO)).isFalse();
  }

  @Test
  void what_a_logger_does_not_log_is_not_counted() {
    Logger silent = new LoggerContext().getLogger(LIBRARY);
    silent.setLevel(Level.ERROR);
    for (int i = 0; i < 3; i++) {
      assertThat(decide(silent, Level.WARN)).isEqualTo(FilterReply.NEUTRAL);
    }
    assertThat(isDue("It fails", null, Duration.ZERO)).isTrue();
  }

  @Test
  void what_is_no_warning_or_our_own_passes() {
    Logger library = new LoggerContext().getLogger(LIBRARY);
    Logger own = new LoggerContext().getLogger("relay.api.ingest.GroupCommit");
    for (int i = 0; i < 3; i++) {
      assertThat(decide(library, Level.INFO)).isEqualTo(FilterReply.NEUTRAL);
      assertThat(decide(own, Level.WARN)).isEqualTo(FilterReply.NEUTRAL);
    }
    assertThat(decide(library, Level.WARN)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(library, Level.WARN)).isEqualTo(FilterReply.DENY);
  }

  private FilterReply decide(Logger logger, Level level) {
    return filter.decide(null, logger, level, "It fails", null, null);
  }

  private boolean isDue(String format, @Nullable Throwable cause, Duration at) {
    return filter.isDue(LIBRARY, format, cause, at.toNanos());
  }
}
