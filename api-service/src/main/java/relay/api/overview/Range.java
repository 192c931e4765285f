package relay.api.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How far back figures go, and in which steps: those into which traffic of that age is folded. */
enum Range {
  HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
  SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(5)),
  DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15)),
  WEEK("7d", Duration.ofDays(7), Duration.ofHours(2));

  private final String label;
  private final Duration length;
  private final Duration step;

  Range(String label, Duration length, Duration step) {
    this.label = label;
    this.length = length;
    this.step = step;
  }

  /**
   * The range with this name.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  static Range of(String label) {
    return Arrays.stream(values())
        .filter(range -> range.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(range -> range.label)
                            .collect(Collectors.joining(", "))));
  }

  /** The range up to the end of the step that is under way. */
  Window until(Clock clock) {
    long step = this.step.toSeconds();
    long end = (clock.instant().getEpochSecond() / step + 1) * step;
    Instant to = Instant.ofEpochSecond(end);
    return new Window(to.minus(length), to, this.step);
  }

  /**
   * A range of time in equal steps.
   *
   * @param from included
   * @param to excluded
   */
  record Window(Instant from, Instant to, Duration step) {
    int steps() {
      return (int) Duration.between(from, to).dividedBy(step);
    }
  }
}
