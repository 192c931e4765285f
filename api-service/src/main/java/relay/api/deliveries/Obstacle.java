package relay.api.deliveries;

import relay.model.DeliveryState;

/** What stands in the way of a change that was not made. */
public enum Obstacle {
  UNDER_WAY("an attempt is under way; try again when it has ended"),
  SUCCEEDED("it has ended as succeeded"),
  EXHAUSTED("it has ended as exhausted"),
  CANCELLED("it is cancelled already"),
  WEBHOOK_DELETED("its webhook was deleted"),
  CHANGED_MEANWHILE("it was attempted or changed meanwhile; look at it, and try again if need be");

  private final String why;

  Obstacle(String why) {
    this.why = why;
  }

  /** As the rest of a sentence about the delivery. */
  public String why() {
    return why;
  }

  static Obstacle to(DeliveryChange change, DeliveryState state, boolean webhookDeleted) {
    return switch (change) {
      case RETRY -> {
        if (webhookDeleted) {
          yield WEBHOOK_DELETED;
        }
        yield state == DeliveryState.IN_FLIGHT ? UNDER_WAY : CHANGED_MEANWHILE;
      }
      case CANCEL ->
          switch (state) {
            case IN_FLIGHT -> UNDER_WAY;
            case SUCCEEDED -> SUCCEEDED;
            case EXHAUSTED -> EXHAUSTED;
            case CANCELLED -> CANCELLED;
            case PENDING, RETRYING -> CHANGED_MEANWHILE;
          };
    };
  }
}
