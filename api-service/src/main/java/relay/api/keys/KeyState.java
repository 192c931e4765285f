package relay.api.keys;

/** What a stored key is worth now, by the database's clock. */
enum KeyState {
  ACTIVE("active"),
  EXPIRED("expired"),
  REVOKED("revoked");

  /** Gives the name of the state of a row of {@code api_keys} as the column {@code state}. */
  static final String SQL =
      """
      CASE WHEN revoked_at IS NOT NULL THEN 'REVOKED'
           WHEN expires_at <= now() THEN 'EXPIRED'
           ELSE 'ACTIVE'
       END AS state
      """;

  private final String label;

  KeyState(String label) {
    this.label = label;
  }

  /** The name in the API. */
  String label() {
    return label;
  }
}
