package relay.api.deliveries;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.DeliveryId;

/** What operators do to a single delivery. Thread-safe. */
@Component
class OperatorActions {
  private static final Logger log = LoggerFactory.getLogger(OperatorActions.class);

  private final DeliveryChanges changes;

  OperatorActions(DeliveryChanges changes) {
    this.changes = changes;
  }

  /**
   * Lets the delivery be attempted now.
   *
   * @throws Problem if there is none, it is being attempted, or its webhook was deleted
   */
  void retry(DeliveryId delivery) {
    if (!changes(DeliveryChange.RETRY, delivery)) {
      throw refusal(DeliveryChange.RETRY, delivery, obstacle(DeliveryChange.RETRY, delivery));
    }
  }

  /**
   * Ends a delivery that waits; does nothing if it is cancelled already.
   *
   * @throws Problem if there is none, it is being attempted, or it has ended otherwise
   */
  void cancel(DeliveryId delivery) {
    if (!changes(DeliveryChange.CANCEL, delivery)) {
      Obstacle obstacle = obstacle(DeliveryChange.CANCEL, delivery);
      if (obstacle != Obstacle.CANCELLED) {
        throw refusal(DeliveryChange.CANCEL, delivery, obstacle);
      }
    }
  }

  private boolean changes(DeliveryChange change, DeliveryId delivery) {
    boolean changed = !changes.make(change, List.of(delivery)).isEmpty();
    if (changed) {
      log.atInfo()
          .addKeyValue("action", change.label())
          .addKeyValue("delivery", delivery)
          .log("A delivery was changed by an operator");
    }
    return changed;
  }

  private Obstacle obstacle(DeliveryChange change, DeliveryId delivery) {
    Obstacle obstacle = changes.whyNot(change, List.of(delivery)).get(delivery);
    if (obstacle == null) {
      throw Problem.notFound("delivery", delivery);
    }
    return obstacle;
  }

  private static Problem refusal(DeliveryChange change, DeliveryId delivery, Obstacle obstacle) {
    return new Problem(
        Kind.CONFLICT,
        "The delivery %s can not be %s: %s."
            .formatted(delivery, change.participle(), obstacle.why()));
  }
}
