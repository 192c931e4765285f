package relay.api.audit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the audit log tells of. The labels are part of the API. */
public enum Action {
  TENANT_CREATED("tenant.created"),
  WEBHOOK_REGISTERED("webhook.registered"),
  WEBHOOK_CHANGED("webhook.changed"),
  /** By the relay itself, as its endpoint is gone. */
  WEBHOOK_DISABLED("webhook.disabled"),
  WEBHOOK_DELETED("webhook.deleted"),
  /** The new one was shown. */
  WEBHOOK_SECRET_ROTATED("webhook.secret_rotated"),
  WEBHOOK_TESTED("webhook.tested"),
  DELIVERY_RETRIED("delivery.retried"),
  DELIVERY_CANCELLED("delivery.cancelled"),
  BULK_ACTION_STARTED("bulk_action.started"),
  EVENT_REPLAYED("event.replayed"),
  /** Its data was shown. */
  EVENT_VIEWED("event.viewed"),
  KEY_CREATED("key.created"),
  KEY_ROTATED("key.rotated"),
  KEY_REVOKED("key.revoked"),
  LOGGED_IN("person.logged_in"),
  LOGGED_OUT("person.logged_out"),
  PERSON_ADDED("person.added"),
  /** Their name. */
  PERSON_CHANGED("person.changed"),
  PERSON_ROLE_CHANGED("person.role_changed"),
  PERSON_PASSWORD_CHANGED("person.password_changed"),
  PERSON_DISABLED("person.disabled"),
  PERSON_ENABLED("person.enabled"),
  /** To another tenant, by an OpenID provider; in the audit logs of both. */
  PERSON_MOVED("person.moved"),
  PERSON_DELETED("person.deleted");

  private final String label;

  Action(String label) {
    this.label = label;
  }

  /**
   * The action with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  static Action of(String label) {
    for (Action action : values()) {
      if (action.label.equals(label)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + Arrays.stream(values()).map(Action::label).collect(Collectors.joining(", ")));
  }

  /** The name in the API and the database. */
  public String label() {
    return label;
  }
}
