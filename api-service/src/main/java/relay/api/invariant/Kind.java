package relay.api.invariant;

import java.util.Locale;

/** What is compared. */
enum Kind {
  /** Accepted events that neither wait nor matched nobody, and have no delivery. */
  EVENTS("Events were accepted and nothing became of them: replay them"),

  /** Webhooks that were subscribed to an event and have no delivery of it. */
  DELIVERIES("Events lack the delivery to a webhook that was subscribed: replay them to it"),

  /** Deliveries that are open and that no sweep will ever find. */
  STUCK("Deliveries are open and nothing will move them: see docs/metrics.md"),

  /** By how much the sums by state are off what there is. */
  COUNTS("The sums of delivery_counts are not what there is: see docs/metrics.md");

  private final String meaning;

  Kind(String meaning) {
    this.meaning = meaning;
  }

  /** The tag of the metric and the column of the result. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a difference means and what to do, for the log. */
  String meaning() {
    return meaning;
  }
}
