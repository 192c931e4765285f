package relay.api.ingest;

import java.security.MessageDigest;
import relay.model.EventId;

/** The event that an idempotency key belongs to, and the hash of the request that made it. */
record KeyOwner(EventId event, byte[] requestHash) {
  boolean isSameRequest(NewEvent other) {
    return MessageDigest.isEqual(requestHash, other.requestHash());
  }
}
