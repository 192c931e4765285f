package relay.api.deliveries;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Audit;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.DeliveryId;

/** What operators do to a single delivery. Thread-safe. */
@Component
class OperatorActions {
  private final DeliveryChanges changes;
  private final Audit audit;

  OperatorActions(DeliveryChanges changes, Audit audit) {
    this.changes = changes;
    this.audit = audit;
  }

  /**
   * Lets the delivery be attempted now.
   *
   * @throws Problem if there is none, it is being attempted, or its webhook was deleted
   */
  @Transactional
  void retry(Caller caller, DeliveryId delivery) {
    if (!changes(caller, DeliveryChange.RETRY, delivery)) {
      throw refusal(
          DeliveryChange.RETRY, delivery, obstacle(caller, DeliveryChange.RETRY, delivery));
    }
  }

  /**
   * Ends a delivery that waits; does nothing if it is cancelled already.
   *
   * @throws Problem if there is none, it is being attempted, or it has ended otherwise
   */
  @Transactional
  void cancel(Caller caller, DeliveryId delivery) {
    if (!changes(caller, DeliveryChange.CANCEL, delivery)) {
      Obstacle obstacle = obstacle(caller, DeliveryChange.CANCEL, delivery);
      if (obstacle != Obstacle.CANCELLED) {
        throw refusal(DeliveryChange.CANCEL, delivery, obstacle);
      }
    }
  }

  private boolean changes(Caller caller, DeliveryChange change, DeliveryId delivery) {
    boolean changed = !changes.make(caller.tenant(), change, List.of(delivery)).isEmpty();
    if (changed) {
      audit.record(caller, change.audited(), delivery);
    }
    return changed;
  }

  private Obstacle obstacle(Caller caller, DeliveryChange change, DeliveryId delivery) {
    Obstacle obstacle = changes.whyNot(caller.tenant(), change, List.of(delivery)).get(delivery);
    if (obstacle == null) {
      throw Problem.notKept("delivery", delivery);
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
