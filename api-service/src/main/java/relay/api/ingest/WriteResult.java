package relay.api.ingest;

import relay.model.EventId;

/** What became of one event of a transaction. */
sealed interface WriteResult {

  /** It is new and in the outbox. */
  record Accepted(EventId id) implements WriteResult {}

  /** The same request came before and made this event. */
  record Replayed(EventId id) implements WriteResult {}

  /** Its idempotency key belongs to another request. */
  record KeyConflict() implements WriteResult {}
}
