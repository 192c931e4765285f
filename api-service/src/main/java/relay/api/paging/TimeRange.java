package relay.api.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range of time as a range of ids: the first 48 bits of a UUIDv7 are the millisecond in which it
 * was made.
 *
 * @param from included
 * @param to excluded
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {
  private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

  /** The first id of the range. */
  public @Nullable UUID first() {
    return from == null ? null : firstIdOf(from);
  }

  /** The first id after the range. */
  public @Nullable UUID end() {
    return to == null ? null : firstIdOf(to);
  }

  /** Within a millisecond ids say nothing of the time, so a part of one counts as the next. */
  private static UUID firstIdOf(Instant instant) {
    if (instant.isBefore(Instant.EPOCH)) {
      return firstIdOf(Instant.EPOCH);
    }
    if (instant.isAfter(LAST)) {
      return firstIdOf(LAST);
    }
    long millis = instant.plus(Duration.ofNanos(999_999)).toEpochMilli();
    return new UUID(millis << 16, 0);
  }
}
