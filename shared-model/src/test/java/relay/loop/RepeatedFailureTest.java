package relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class RepeatedFailureTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<String> lines = new ArrayList<>();
  private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
  private final RepeatedFailure failure =
      new RepeatedFailure(new SubstituteLogger("test", events, false), "It fails");

  private List<String> lines() {
    for (SubstituteLoggingEvent event : events) {
      Object[] arguments = event.getArgumentArray();
      lines.add(
          "%s %s %s"
              .formatted(
                  event.getLevel(),
                  arguments == null || arguments.length < 2 ? "" : arguments[1],
                  event.getThrowable() == null ? "" : "cause"));
    }
    events.clear();
    return lines;
  }

  @Test
  void the_cause_is_told_once_and_then_the_number_each_minute() {
    for (int second = 0; second < 150; second++) {
      failure.note(new IllegalStateException("on purpose"), second * SECOND);
    }
    assertThat(lines()).containsExactly("WARN  cause", "WARN 61 ", "WARN 61 ");
  }

  @Test
  void the_end_is_told_once() {
    failure.over();
    failure.note(new IllegalStateException("on purpose"), 0);
    failure.note(new IllegalStateException("on purpose"), SECOND);
    failure.over();
    failure.over();
    assertThat(lines()).containsExactly("WARN  cause", "INFO 1 ");
  }

  @Test
  void what_fails_once_in_more_than_a_minute_tells_its_cause_once() {
    for (long time = 0; time < 3; time++) {
      failure.note(new IllegalStateException("on purpose"), time * 62 * SECOND);
    }
    assertThat(lines()).containsExactly("WARN  cause", "WARN 1 ", "WARN 1 ");
  }

  @Test
  void after_a_quiet_quarter_of_an_hour_it_is_a_new_failure() {
    failure.note(new IllegalStateException("on purpose"), 0);
    failure.note(new IllegalStateException("on purpose"), 901 * SECOND);
    assertThat(lines()).containsExactly("WARN  cause", "WARN  cause");
  }
}
