package relay.api.audit;

import java.time.Instant;

/**
 * An entry of the audit log.
 *
 * @param address where the call came from
 * @param object the id of what it was done to
 */
record AuditEntryView(
    String id, Instant at, ActorView actor, String address, String action, String object) {
  /** Who did it, by the name that they had then. */
  record ActorView(String kind, String id, String name) {}
}
