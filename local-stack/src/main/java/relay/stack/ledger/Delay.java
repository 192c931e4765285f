package relay.stack.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relay.stack.ledger.Entry.Received;
import relay.stack.ledger.Entry.Tried;

/**
 * When an event arrived that was posted after a disturbance.
 *
 * @param disturbance after which
 * @param until from its end to the first arrival; empty if none came any more
 */
public record Delay(Disturbance disturbance, Optional<Duration> until) {
  /** How soon traffic flowed again after each disturbance. */
  public static List<Delay> after(
      List<Disturbance> disturbances, List<Entry> producer, List<Entry> receiver) {
    Map<Integer, Instant> posted = new HashMap<>();
    for (Entry entry : producer) {
      if (entry instanceof Tried(int number, Instant at)) {
        posted.put(number, at);
      }
    }
    return disturbances.stream()
        .map(
            one ->
                new Delay(
                    one,
                    receiver.stream()
                        .filter(entry -> isAfter(one.to(), posted.get(((Received) entry).number())))
                        .map(entry -> Duration.between(one.to(), entry.at()))
                        .min(Duration::compareTo)))
        .toList();
  }

  private static boolean isAfter(Instant end, @Nullable Instant posted) {
    return posted != null && posted.isAfter(end);
  }
}
