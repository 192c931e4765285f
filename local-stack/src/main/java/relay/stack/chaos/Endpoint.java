package relay.stack.chaos;

import java.util.List;
import java.util.Locale;

/** The endpoints of the receiver. */
enum Endpoint {
  FIRST("chaos.first", "chaos.both"),
  SECOND("chaos.second", "chaos.both"),
  /** Answers after a second. */
  SLOW("chaos.slow"),
  /** Answers 503 to the first attempt of each event. */
  FLAKY("chaos.flaky"),
  /** Never answers with anything but 500, so that each delivery is exhausted. */
  DEAD("chaos.dead");

  private final String types;

  Endpoint(String... types) {
    this.types = String.join(" ", types);
  }

  /** The event types that it subscribes to. */
  List<String> types() {
    return List.of(types.split(" ", -1));
  }

  /** The name in URLs and in the ledger. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
