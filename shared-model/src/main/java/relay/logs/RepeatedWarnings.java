package relay.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Lets a library log the same warning once a minute: while a server is away, its clients log
 * several a second. What the relay itself logs passes; it has {@link relay.loop.RepeatedFailure}.
 * Thread-safe.
 */
@Component
public final class RepeatedWarnings extends TurboFilter {
  private static final org.slf4j.Logger log = LoggerFactory.getLogger(RepeatedWarnings.class);
  private static final String OURS = "relay.";
  private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();
  private static final int MOST_KNOWN = 1_000;

  /**
   * How much of a message tells it from others. It may contain text from outside, of any length.
   */
  private static final int MOST_CHARACTERS = 200;

  /**
   * Numbers and addresses of objects: messages that differ in nothing else are the same. The
   * quantifiers are possessive: with backtracking, a long run of letters a to f takes quadratic
   * time.
   */
  private static final Pattern VARYING = Pattern.compile("(?<![0-9a-f])[a-f]*+[0-9][0-9a-f]*+");

  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /** When a warning was last logged, and how often it was left out since. */
  private record Line(long logged, long leftOut) {}

  @PostConstruct
  void install() {
    context().addTurboFilter(this);
  }

  @PreDestroy
  void remove() {
    context().getTurboFilterList().remove(this);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    if (format == null
        || !level.isGreaterOrEqual(Level.WARN)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())
        || logger.getName().startsWith(OURS)) {
      return FilterReply.NEUTRAL;
    }
    return isDue(logger.getName(), format, cause, System.nanoTime())
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }

  /** The class and the place, so that two faults of one library are told apart. */
  private static String kind(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    StackTraceElement[] stack = cause.getStackTrace();
    return cause.getClass().getName() + (stack.length == 0 ? "" : stack[0]);
  }

  boolean isDue(String logger, String format, @Nullable Throwable cause, long now) {
    if (lines.size() > MOST_KNOWN) {
      lines.clear();
    }
    String start = format.substring(0, Math.min(format.length(), MOST_CHARACTERS));
    String kind = logger + VARYING.matcher(start).replaceAll("#") + kind(cause);
    Line before = lines.get(kind);
    Line after =
        lines.merge(
            kind,
            new Line(now, 0),
            (last, _) ->
                now - last.logged > BETWEEN_LINES
                    ? new Line(now, 0)
                    : new Line(last.logged, last.leftOut + 1));
    if (after.leftOut > 0) {
      return false;
    }
    if (before != null && before.leftOut > 0) {
      log.warn(
          "The next line of {} was left out {} times since it was last logged",
          logger,
          before.leftOut);
    }
    return true;
  }
}
