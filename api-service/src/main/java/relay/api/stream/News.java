package relay.api.stream;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest of each kind and the deliveries in each state, as they were at a time. What an
 * operator does to a delivery shows in the counts only.
 */
record News(
    @Nullable String eventId,
    @Nullable String deliveryId,
    @Nullable String attemptId,
    Map<String, Long> counts,
    Instant at) {

  boolean isNewAfter(@Nullable News before) {
    return before == null
        || !new News(eventId, deliveryId, attemptId, counts, before.at()).equals(before);
  }
}
