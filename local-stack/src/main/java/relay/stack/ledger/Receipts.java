package relay.stack.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import relay.stack.ledger.Entry.Received;

/**
 * What reached the receiver.
 *
 * @param taken the POSTs that an endpoint took, of each event that is for it
 * @param invented what should not have come
 */
record Receipts(Map<Pair, List<Received>> taken, List<String> invented) {
  /** By how much the times of two processes on one machine may be apart. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  static Receipts of(List<Entry> receiver, Told told, IntFunction<Set<String>> endpoints) {
    Map<Pair, List<Received>> taken = new HashMap<>();
    List<String> invented = new ArrayList<>();
    for (Entry entry : receiver) {
      Received one = (Received) entry;
      Pair pair = new Pair(one.number(), one.endpoint());
      Optional<String> wrong = wrong(one, told, endpoints);
      if (wrong.isPresent()) {
        invented.add(pair + wrong.get());
      } else if (one.taken()) {
        taken.computeIfAbsent(pair, _ -> new ArrayList<>()).add(one);
      }
    }
    return new Receipts(taken, invented);
  }

  private static Optional<String> wrong(
      Received one, Told told, IntFunction<Set<String>> endpoints) {
    int number = one.number();
    if (!one.genuine()) {
      return Optional.of(" has a wrong signature or payload");
    }
    if (!told.tried().contains(number)) {
      return Optional.of(" was never posted");
    }
    if (told.refused().contains(number)) {
      return Optional.of(" was refused");
    }
    if (!told.accepted().getOrDefault(number, one.eventId()).equals(one.eventId())) {
      return Optional.of(" has the id of another event");
    }
    return endpoints.apply(number).contains(one.endpoint())
        ? Optional.empty()
        : Optional.of(" is not subscribed to it");
  }

  /** What was taken again, by whether a disturbance explains it. */
  Map<Boolean, List<String>> repeats(List<Disturbance> disturbances) {
    Map<Boolean, List<String>> repeats = new HashMap<>();
    taken.forEach(
        (pair, posts) -> {
          List<Instant> times =
              posts.stream().map(Received::at).sorted(Comparator.naturalOrder()).toList();
          for (int i = 1; i < times.size(); i++) {
            Instant first = times.get(i - 1);
            Instant again = times.get(i);
            boolean explained =
                disturbances.stream()
                    .filter(Disturbance::repeats)
                    .anyMatch(one -> one.overlaps(first.minus(TOLERANCE), again));
            repeats
                .computeIfAbsent(explained, _ -> new ArrayList<>())
                .add("%s was taken at %s and again at %s".formatted(pair, first, again));
          }
        });
    return repeats;
  }
}
