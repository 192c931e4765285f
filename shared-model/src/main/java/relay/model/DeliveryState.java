package relay.model;

import java.util.Locale;

/**
 * Where a delivery stands. The database stores {@link #label()}.
 *
 * <pre>
 * pending -> in_flight -> succeeded | retrying | exhausted
 * retrying -> in_flight
 * pending | retrying -> cancelled                         (an operator)
 * exhausted | succeeded | cancelled -> pending            (an operator's retry)
 * </pre>
 */
public enum DeliveryState {
  PENDING,
  IN_FLIGHT,
  RETRYING,
  SUCCEEDED,
  EXHAUSTED,
  CANCELLED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The state with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  public static DeliveryState of(String label) {
    for (DeliveryState state : values()) {
      if (state.label.equals(label)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "must be one of pending, in_flight, retrying, succeeded, exhausted, cancelled");
  }

  /** The lower-case name used in the database, the API and metrics. */
  public String label() {
    return label;
  }
}
