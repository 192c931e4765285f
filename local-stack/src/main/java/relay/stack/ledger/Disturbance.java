package relay.stack.ledger;

import java.time.Instant;

/**
 * Something that was done to the relay or the receiver.
 *
 * @param what in words
 * @param repeats whether an endpoint may get an event once more because of it: the outcome of a
 *     POST was on its way to the database
 * @param from when it began
 * @param to when all was well again
 */
public record Disturbance(String what, boolean repeats, Instant from, Instant to) {
  boolean overlaps(Instant first, Instant last) {
    return !from.isAfter(last) && !to.isBefore(first);
  }
}
