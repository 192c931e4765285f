package relay.api.deliveries;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.DeliveryState;

/**
 * What operators do to a delivery. Each is one statement that names the states from which it may
 * start, so that it cannot undo what a worker does meanwhile. Thread-safe.
 */
@Component
class OperatorActions {
  private static final Logger log = LoggerFactory.getLogger(OperatorActions.class);

  /** A delivery that has ended begins a new series; one that waits is due now. */
  private static final String RETRY =
      """
      UPDATE deliveries
         SET state           = CASE WHEN next_attempt_at IS NULL THEN 'pending' ELSE state END,
             series_attempts = CASE WHEN next_attempt_at IS NULL THEN 0 ELSE series_attempts END,
             next_attempt_at = least(next_attempt_at, now())
       WHERE id = :id
         AND state <> 'in_flight'
         AND EXISTS (SELECT
                       FROM webhooks
                      WHERE webhooks.id = deliveries.webhook_id
                        AND deleted_at IS NULL)
      """;

  private static final String CANCEL =
      """
      UPDATE deliveries
         SET state = 'cancelled',
             next_attempt_at = NULL
       WHERE id = :id
         AND state IN ('pending', 'retrying')
      """;

  private static final String WHY_NOT =
      """
      SELECT d.state, w.deleted_at IS NOT NULL AS webhook_deleted
        FROM deliveries d
        JOIN webhooks w ON w.id = d.webhook_id
       WHERE d.id = :id
      """;

  /** What stands in the way of an action. */
  private record Obstacle(DeliveryState state, boolean webhookDeleted) {}

  private final JdbcClient database;

  OperatorActions(JdbcClient database) {
    this.database = database;
  }

  /**
   * Lets the delivery be attempted now.
   *
   * @throws Problem if there is none, it is being attempted, or its webhook was deleted
   */
  void retry(DeliveryId delivery) {
    if (!changes(RETRY, delivery.uuid())) {
      throw refusal(delivery, "retried");
    }
    audit("retry", delivery);
  }

  /**
   * Ends a delivery that waits; does nothing if it is cancelled already.
   *
   * @throws Problem if there is none, it is being attempted, or it has ended otherwise
   */
  void cancel(DeliveryId delivery) {
    if (changes(CANCEL, delivery.uuid())) {
      audit("cancel", delivery);
    } else if (obstacle(delivery).state() != DeliveryState.CANCELLED) {
      throw refusal(delivery, "cancelled");
    }
  }

  private boolean changes(String statement, UUID delivery) {
    return database.sql(statement).param("id", delivery).update() == 1;
  }

  private Problem refusal(DeliveryId delivery, String action) {
    Obstacle obstacle = obstacle(delivery);
    String why =
        obstacle.webhookDeleted()
            ? "its webhook was deleted"
            : switch (obstacle.state()) {
              case IN_FLIGHT -> "an attempt is under way; repeat the request when it has ended";
              case SUCCEEDED, EXHAUSTED -> "it has ended as " + obstacle.state().label();
              case PENDING, RETRYING, CANCELLED -> "it was changed meanwhile; repeat the request";
            };
    return new Problem(
        Kind.CONFLICT, "The delivery %s can not be %s: %s.".formatted(delivery, action, why));
  }

  private Obstacle obstacle(DeliveryId delivery) {
    return database
        .sql(WHY_NOT)
        .param("id", delivery.uuid())
        .query(
            (row, _) ->
                new Obstacle(
                    DeliveryState.of(row.getString("state")), row.getBoolean("webhook_deleted")))
        .optional()
        .orElseThrow(() -> Problem.notFound("delivery", delivery));
  }

  private static void audit(String action, DeliveryId delivery) {
    log.atInfo()
        .addKeyValue("action", action)
        .addKeyValue("delivery", delivery)
        .log("A delivery was changed by an operator");
  }
}
