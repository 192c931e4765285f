package relay.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param limit what it is held against, if anything
 */
public record Figure(String name, double value, String unit, @Nullable Limit limit) {
  /** Another measured value of the same unit, from the same run. */
  public record Limit(String name, double value) {}

  /** Things a second. */
  public static Figure perSecond(String name, double value, @Nullable Limit limit) {
    return new Figure(name, value, "/s", limit);
  }

  /** A time in milliseconds. */
  public static Figure millis(String name, double value, @Nullable Limit limit) {
    return new Figure(name, value, "ms", limit);
  }

  /** A part of a hundred. */
  public static Figure percent(String name, double value) {
    return new Figure(name, value, "%", null);
  }

  /** A size in MiB. */
  public static Figure mebibytes(String name, double value, @Nullable Limit limit) {
    return new Figure(name, value, "MiB", limit);
  }

  /** A number of things. */
  public static Figure count(String name, long value) {
    return new Figure(name, value, "", null);
  }

  /** How much of its limit it is. */
  public @Nullable Double ratio() {
    return limit == null ? null : value / limit.value();
  }
}
