package relay.api.audit;

/** What the audit log tells of. The labels are part of the API. */
public enum Action {
  WEBHOOK_REGISTERED("webhook.registered"),
  WEBHOOK_CHANGED("webhook.changed"),
  WEBHOOK_DELETED("webhook.deleted"),
  WEBHOOK_TESTED("webhook.tested"),
  DELIVERY_RETRIED("delivery.retried"),
  DELIVERY_CANCELLED("delivery.cancelled"),
  BULK_ACTION_STARTED("bulk_action.started"),
  EVENT_REPLAYED("event.replayed"),
  /** Its data was shown. */
  EVENT_VIEWED("event.viewed"),
  LOGGED_IN("person.logged_in"),
  PERSON_ADDED("person.added"),
  PERSON_CHANGED("person.changed"),
  PERSON_DELETED("person.deleted");

  private final String label;

  Action(String label) {
    this.label = label;
  }

  /** The name in the API and the database. */
  public String label() {
    return label;
  }
}
