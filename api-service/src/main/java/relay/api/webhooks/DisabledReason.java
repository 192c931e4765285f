package relay.api.webhooks;

/** Why a webhook is disabled. The labels are part of the API. */
enum DisabledReason {
  /** Somebody asked for it. */
  MANUAL("manual"),
  /** Its endpoint answered {@code 410}. */
  GONE("gone");

  private final String label;

  DisabledReason(String label) {
    this.label = label;
  }

  /** The reason with this label; one that this version does not know is shown as a person's. */
  static DisabledReason of(String label) {
    for (DisabledReason reason : values()) {
      if (reason.label.equals(label)) {
        return reason;
      }
    }
    return MANUAL;
  }

  /** The name in the API and the database. */
  String label() {
    return label;
  }
}
