package relay.worker.retry;

import java.time.Duration;
import relay.model.DeliveryState;

/** What becomes of a delivery after an attempt. */
public sealed interface NextStep {
  /** The state that the delivery takes. */
  DeliveryState state();

  /** Taken by the endpoint: never sent again unasked. */
  record Done() implements NextStep {
    @Override
    public DeliveryState state() {
      return DeliveryState.SUCCEEDED;
    }
  }

  /** To be tried again after a pause, which the database's clock measures. */
  record TryAgain(Duration pause) implements NextStep {
    @Override
    public DeliveryState state() {
      return DeliveryState.RETRYING;
    }
  }

  /** Not to be tried again unless an operator says so. */
  record GiveUp() implements NextStep {
    @Override
    public DeliveryState state() {
      return DeliveryState.EXHAUSTED;
    }
  }
}
