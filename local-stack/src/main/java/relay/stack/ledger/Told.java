package relay.stack.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.stack.ledger.Entry.Accepted;
import relay.stack.ledger.Entry.Received;
import relay.stack.ledger.Entry.Refused;
import relay.stack.ledger.Entry.Tried;
import relay.stack.ledger.Entry.Unknown;

/**
 * What the producer was told in the end.
 *
 * @param tried the numbers of all events
 * @param accepted the id of each that was accepted, by its number
 * @param refused those that were refused, and never accepted
 * @param errors each answer that was missing, a refusal or a fault, a sentence each
 * @param doubled what was accepted under two ids
 */
record Told(
    Set<Integer> tried,
    Map<Integer, String> accepted,
    Set<Integer> refused,
    List<String> errors,
    List<String> doubled) {
  static Told to(List<Entry> producer) {
    Set<Integer> tried = new HashSet<>();
    Map<Integer, String> accepted = new HashMap<>();
    Set<Integer> refused = new HashSet<>();
    List<String> doubled = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (Entry entry : producer) {
      switch (entry) {
        case Tried(int number, _) -> tried.add(number);
        case Accepted(int number, String id, _) -> {
          String before = accepted.put(number, id);
          if (before != null && !before.equals(id)) {
            doubled.add("event %d was accepted as %s and as %s".formatted(number, before, id));
          }
        }
        case Refused(int number, int status, Instant at) -> {
          refused.add(number);
          errors.add("event %d was refused with %d at %s".formatted(number, status, at));
        }
        case Unknown(int number, String why, Instant at) ->
            errors.add("event %d got no 202 at %s: %s".formatted(number, at, why));
        case Received _ -> throw new IllegalArgumentException("a producer receives nothing");
      }
    }
    refused.removeAll(accepted.keySet());
    return new Told(tried, accepted, refused, errors, doubled);
  }
}
