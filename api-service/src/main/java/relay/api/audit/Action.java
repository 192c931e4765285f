package relay.api.audit;

/** What the audit log tells of. The labels are part of the API. */
public enum Action {
  WEBHOOK_REGISTERED("webhook.registered"),
  WEBHOOK_CHANGED("webhook.changed"),
  WEBHOOK_DELETED("webhook.deleted"),
  /** The new one was shown. */
  WEBHOOK_SECRET_ROTATED("webhook.secret_rotated"),
  WEBHOOK_TESTED("webhook.tested"),
  DELIVERY_RETRIED("delivery.retried"),
  DELIVERY_CANCELLED("delivery.cancelled"),
  BULK_ACTION_STARTED("bulk_action.started"),
  EVENT_REPLAYED("event.replayed"),
  /** Its data was shown. */
  EVENT_VIEWED("event.viewed");

  private final String label;

  Action(String label) {
    this.label = label;
  }

  /** The name in the API and the database. */
  public String label() {
    return label;
  }
}
