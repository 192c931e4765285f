package relay.api.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest of each kind, as they were at a time. */
record News(
    @Nullable String eventId, @Nullable String deliveryId, @Nullable String attemptId, Instant at) {

  boolean isNewAfter(@Nullable News before) {
    return before == null || !new News(eventId, deliveryId, attemptId, before.at()).equals(before);
  }
}
