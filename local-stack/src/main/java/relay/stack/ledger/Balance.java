package relay.stack.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What the producer was told, held against what the receiver got and what the relay shows at the
 * end. Every list but {@link #errors} and {@link #repeats} has to be empty.
 *
 * @param tried how many events were posted
 * @param accepted how many of them were answered with 202
 * @param refused how many were answered with 4xx
 * @param unheard how many were never answered, or with a fault
 * @param errors each answer that was missing, a refusal or a fault, a sentence each; the producer
 *     may have tried again
 * @param received how many POSTs reached the receiver
 * @param endedVisibly how many deliveries the relay gave up, as it shows
 * @param repeats taken by an endpoint that had taken the event before, for a reason that is known
 * @param lost accepted, yet neither taken by an endpoint it is for nor given up visibly
 * @param invented arrived, though nobody posted it, or at an endpoint that it is not for, or though
 *     it was refused, or changed on the way
 * @param doubled stored as two events
 * @param open still in no final state
 * @param unexplained repeats that no disturbance explains
 */
public record Balance(
    int tried,
    int accepted,
    int refused,
    int unheard,
    List<String> errors,
    int received,
    long endedVisibly,
    List<String> repeats,
    List<String> lost,
    List<String> invented,
    List<String> doubled,
    List<String> open,
    List<String> unexplained) {

  /**
   * Draws the balance.
   *
   * @param producer what was tried and heard
   * @param receiver what arrived
   * @param events the number of each event that the relay has stored
   * @param deliveries of all of them
   * @param endpoints those that an event of this number is for
   * @param disturbances what was done meanwhile
   */
  public static Balance of(
      List<Entry> producer,
      List<Entry> receiver,
      List<Integer> events,
      List<StoredDelivery> deliveries,
      IntFunction<Set<String>> endpoints,
      List<Disturbance> disturbances) {
    Told told = Told.to(producer);
    Receipts receipts = Receipts.of(receiver, told, endpoints);
    List<Pair> pairs = deliveries.stream().map(StoredDelivery::pair).toList();
    List<String> doubled = new ArrayList<>(told.doubled());
    doubled.addAll(twice(events, "event %s is stored twice"));
    doubled.addAll(twice(pairs, "%s has two deliveries"));
    Map<Boolean, List<String>> repeats = receipts.repeats(disturbances);
    return new Balance(
        told.tried().size(),
        told.accepted().size(),
        told.refused().size(),
        told.tried().size() - told.accepted().size() - told.refused().size(),
        told.errors(),
        receiver.size(),
        deliveries.stream().filter(StoredDelivery::visiblyEnded).count(),
        repeats.getOrDefault(true, List.of()),
        lost(told.accepted().keySet(), receipts, new HashSet<>(events), deliveries, endpoints),
        receipts.invented(),
        doubled,
        deliveries.stream().filter(one -> !one.ended()).map(Object::toString).toList(),
        repeats.getOrDefault(false, List.of()));
  }

  private static List<String> lost(
      Set<Integer> accepted,
      Receipts receipts,
      Set<Integer> stored,
      List<StoredDelivery> deliveries,
      IntFunction<Set<String>> endpoints) {
    Set<Pair> ended =
        deliveries.stream()
            .filter(StoredDelivery::visiblyEnded)
            .map(StoredDelivery::pair)
            .collect(Collectors.toSet());
    List<String> lost = new ArrayList<>();
    for (int number : accepted) {
      if (!stored.contains(number)) {
        lost.add("event %d was accepted and is not stored".formatted(number));
      }
      endpoints.apply(number).stream()
          .map(endpoint -> new Pair(number, endpoint))
          .filter(pair -> !receipts.taken().containsKey(pair) && !ended.contains(pair))
          .forEach(pair -> lost.add(pair + " was accepted and did not arrive"));
    }
    return lost;
  }

  private static List<String> twice(List<?> things, String sentence) {
    Set<Object> seen = new HashSet<>();
    return things.stream().filter(one -> !seen.add(one)).map(sentence::formatted).toList();
  }

  /** Whether nothing is lost, made up, doubled, left open or repeated for no reason. */
  public boolean holds() {
    return faults().isEmpty();
  }

  /** What must not be, a sentence each. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    List.of(lost, invented, doubled, open, unexplained).forEach(faults::addAll);
    return faults;
  }
}
