package relay.stack.cli;

import java.time.Duration;

/** Durations as people write them. */
final class Times {
  private Times() {}

  /** The two largest units: {@code 3d 4h}, {@code 5m 6s}, {@code 7s}. */
  static String text(Duration duration) {
    if (duration.toDays() > 0) {
      return "%dd %dh".formatted(duration.toDays(), duration.toHoursPart());
    }
    if (duration.toHours() > 0) {
      return "%dh %dm".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return "%dm %ds".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return "%ds".formatted(duration.toSeconds());
  }
}
