package relay.stack.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import relay.stack.ledger.Balance;
import relay.stack.ledger.Delay;

/**
 * What came of a run.
 *
 * @param seed of the run
 * @param balance of the ledger
 * @param changedAfterSuccess how many changes were made to deliveries that had succeeded
 * @param auditDifference what the relay's own audit found at the end
 * @param delays after each fault
 */
public record ChaosReport(
    long seed, Balance balance, int changedAfterSuccess, int auditDifference, List<Delay> delays) {
  private static final int SHOWN = 20;

  /** Whether the promise was kept. */
  public boolean holds() {
    return balance.holds()
        && changedAfterSuccess == 0
        && auditDifference == 0
        && delays.stream().allMatch(ended -> ended.until().isPresent());
  }

  /** The figures, a line each, and what is wrong. */
  public List<String> lines() {
    List<Duration> recoveries =
        delays.stream().flatMap(delay -> delay.until().stream()).sorted().toList();
    List<String> lines = new ArrayList<>();
    lines.add("seed                 %d".formatted(seed));
    lines.add("faults               %d".formatted(delays.size()));
    lines.add(
        "events               %d tried, %d accepted, %d refused, %d never answered"
            .formatted(balance.tried(), balance.accepted(), balance.refused(), balance.unheard()));
    lines.add("errors to the producer %d".formatted(balance.errors().size()));
    lines.add("POSTs received       %d".formatted(balance.received()));
    lines.add("exhausted            %d".formatted(balance.endedVisibly()));
    lines.add("lost                 %d".formatted(balance.lost().size()));
    lines.add("never posted         %d".formatted(balance.invented().size()));
    lines.add("doubled              %d".formatted(balance.doubled().size()));
    lines.add("not ended            %d".formatted(balance.open().size()));
    lines.add("changed once ended   %d".formatted(changedAfterSuccess));
    lines.add("found by the audit   %d".formatted(auditDifference));
    lines.add(
        "repeats              %d, and %d that no fault explains"
            .formatted(balance.repeats().size(), balance.unexplained().size()));
    if (!recoveries.isEmpty()) {
      lines.add(
          "recovery             median %s, at most %s"
              .formatted(
                  seconds(recoveries.get(recoveries.size() / 2)), seconds(recoveries.getLast())));
    }
    balance.errors().stream().limit(SHOWN).forEach(error -> lines.add("  " + error));
    balance.faults().stream().limit(SHOWN).forEach(fault -> lines.add("  " + fault));
    delays.stream()
        .filter(delay -> delay.until().isEmpty())
        .forEach(
            delay -> lines.add("  nothing arrived any more after: " + delay.disturbance().what()));
    return lines;
  }

  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
