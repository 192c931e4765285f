package relay.api.deliveries;

import relay.api.audit.Action;

/**
 * What an operator may do to deliveries. The SQL of each names the states from which it may start,
 * so that it cannot undo what a worker does meanwhile.
 */
public enum DeliveryChange {
  /** One that has ended begins a new series; one that waits is due now. */
  RETRY(
      "retry",
      "retried",
      Action.DELIVERY_RETRIED,
      """
      state           = CASE WHEN next_attempt_at IS NULL THEN 'pending' ELSE state END,
      series_attempts = CASE WHEN next_attempt_at IS NULL THEN 0 ELSE series_attempts END,
      next_attempt_at = least(next_attempt_at, now())
      """,
      """
      state <> 'in_flight'
      AND EXISTS (SELECT
                    FROM webhooks
                   WHERE webhooks.id = deliveries.webhook_id
                     AND deleted_at IS NULL)
      """),

  /** One that waits ends. */
  CANCEL(
      "cancel",
      "cancelled",
      Action.DELIVERY_CANCELLED,
      """
      state           = 'cancelled',
      next_attempt_at = NULL
      """,
      """
      state IN ('pending', 'retrying')
      """);

  private final String label;
  private final String participle;
  private final Action audited;
  private final String statement;

  /**
   * Rows are locked in order of their ids, as a worker that records results does, so that neither
   * can wait for the other for ever.
   */
  DeliveryChange(
      String label, String participle, Action audited, String assignments, String condition) {
    this.label = label;
    this.participle = participle;
    this.audited = audited;
    this.statement =
        """
        WITH held AS (
          SELECT id AS held_id
            FROM deliveries
           WHERE id = ANY (?)
             AND tenant = ?
           ORDER BY id
             FOR UPDATE
        )
        UPDATE deliveries
           SET %s
          FROM held
         WHERE id = held_id
           AND %s
        RETURNING id
        """
            .formatted(assignments, condition);
  }

  /**
   * The change with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  public static DeliveryChange of(String label) {
    for (DeliveryChange change : values()) {
      if (change.label.equals(label)) {
        return change;
      }
    }
    throw new IllegalArgumentException("must be retry or cancel");
  }

  /** The lower-case name used in the database, the API and logs. */
  public String label() {
    return label;
  }

  /** As in: the delivery can not be retried. */
  String participle() {
    return participle;
  }

  /** What the audit log calls it. */
  Action audited() {
    return audited;
  }

  /** Changes those of an array of ids, and of a tenant, that it may, and returns their ids. */
  String statement() {
    return statement;
  }
}
