package relay.worker.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relay.model.EventId;
import relay.model.EventType;

/**
 * What of an event goes with each of its claims.
 *
 * @param data as JSON in UTF-8, or {@code null} if it is too large to wait in memory
 */
record ClaimedEvent(EventId id, EventType type, Instant occurredAt, byte @Nullable [] data) {}
