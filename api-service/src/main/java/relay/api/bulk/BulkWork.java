package relay.api.bulk;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.deliveries.DeliveryChanges;
import relay.api.deliveries.Obstacle;
import relay.loop.BackgroundLoop;
import relay.model.DeliveryId;

/**
 * Works bulk actions off, some deliveries at a time. A batch is one transaction, from the
 * deliveries to the progress of the action, so after a crash any service goes on where the last one
 * was. Of several actions each has its turn, and several services share the work of one.
 */
@Component
class BulkWork {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 500;
  private static final String NOT_KEPT = "it is no longer kept";

  private final BulkWorkRows rows;
  private final DeliveryChanges changes;
  private final TransactionTemplate transaction;
  private final BackgroundLoop working;

  BulkWork(BulkWorkRows rows, DeliveryChanges changes, TransactionTemplate transaction) {
    this.rows = rows;
    this.changes = changes;
    this.transaction = transaction;
    this.working = BackgroundLoop.start("bulk-work", PAUSE, this::work);
  }

  /** Says that there is a new action. */
  void wake() {
    working.wake();
  }

  /**
   * A batch of each action that is not done; one that fails holds up no other.
   *
   * @return whether there may be more
   */
  boolean work() {
    boolean more = false;
    @Nullable RuntimeException failure = null;
    for (BulkWorkRows.Running action : rows.running()) {
      try {
        more |= Boolean.TRUE.equals(transaction.execute(_ -> workOff(action)));
      } catch (RuntimeException failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return more;
  }

  private boolean workOff(BulkWorkRows.Running action) {
    List<DeliveryId> batch = rows.take(action, BATCH);
    if (batch.isEmpty()) {
      return false;
    }
    Set<DeliveryId> changed =
        changes.make(action.tenant(), action.change(), changeable(action, batch));
    Map<DeliveryId, String> leftAlone = leftAlone(action, batch, changed);
    rows.markDone(action, batch, leftAlone);
    rows.addProgress(action, changed.size(), leftAlone.size());
    return batch.size() == BATCH;
  }

  /**
   * What was attempted since it was frozen may have succeeded, and then nobody asked to send it
   * again. To end what waits is asked for all the same.
   */
  private List<DeliveryId> changeable(BulkWorkRows.Running action, List<DeliveryId> batch) {
    return switch (action.change()) {
      case RETRY -> rows.lockNotAttemptedSince(action, batch);
      case CANCEL -> batch;
    };
  }

  private Map<DeliveryId, String> leftAlone(
      BulkWorkRows.Running action, List<DeliveryId> batch, Set<DeliveryId> changed) {
    List<DeliveryId> unchanged = batch.stream().filter(one -> !changed.contains(one)).toList();
    Map<DeliveryId, Obstacle> obstacles =
        changes.whyNot(action.tenant(), action.change(), unchanged);
    Map<DeliveryId, String> why = new HashMap<>();
    for (DeliveryId delivery : unchanged) {
      Obstacle obstacle = obstacles.get(delivery);
      why.put(delivery, obstacle == null ? NOT_KEPT : obstacle.why());
    }
    return why;
  }

  @PreDestroy
  void close() {
    working.close();
  }
}
