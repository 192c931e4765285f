package relay.api.ingest;

import java.time.Instant;
import relay.model.EventId;

/** What became of an event that was posted: it is committed, by this request or an earlier one. */
record Receipt(EventId id, String type, boolean replayed) {
  Instant createdAt() {
    return id.createdAt();
  }
}
