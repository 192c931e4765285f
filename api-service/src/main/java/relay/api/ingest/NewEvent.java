package relay.api.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;

/**
 * A checked event on its way into the database.
 *
 * @param timestamp to the microsecond
 * @param data JSON in UTF-8, as it was posted
 * @param idempotencyKey what makes a repetition of the request known
 * @param requestHash of all that makes two requests the same; absent without a key
 */
record NewEvent(
    EventId id,
    Tenant tenant,
    EventType type,
    Instant timestamp,
    @Nullable String orderingKey,
    byte[] data,
    @Nullable String idempotencyKey,
    byte @Nullable [] requestHash) {

  /** What an event takes beside its data. */
  private static final int OVERHEAD_BYTES = 500;

  long sizeBytes() {
    return (long) data.length + OVERHEAD_BYTES;
  }
}
