package relay.stack.ledger;

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
 * @param errors how many answers were missing, or a refusal or a fault
 * @param doubled what was accepted under two ids
 */
record Told(
    Set<Integer> tried,
    Map<Integer, String> accepted,
    Set<Integer> refused,
    int errors,
    List<String> doubled) {
  static Told to(List<Entry> producer) {
    Set<Integer> tried = new HashSet<>();
    Map<Integer, String> accepted = new HashMap<>();
    Set<Integer> refused = new HashSet<>();
    List<String> doubled = new ArrayList<>();
    int errors = 0;
    for (Entry entry : producer) {
      switch (entry) {
        case Tried(int number, _) -> tried.add(number);
        case Accepted(int number, String id, _) -> {
          String before = accepted.put(number, id);
          if (before != null && !before.equals(id)) {
            doubled.add("event %d was accepted as %s and as %s".formatted(number, before, id));
          }
        }
        case Refused(int number, _, _) -> {
          refused.add(number);
          errors++;
        }
        case Unknown _ -> errors++;
        case Received _ -> throw new IllegalArgumentException("a producer receives nothing");
      }
    }
    refused.removeAll(accepted.keySet());
    return new Told(tried, accepted, refused, errors, doubled);
  }
}
