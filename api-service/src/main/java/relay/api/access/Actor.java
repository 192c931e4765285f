package relay.api.access;

/**
 * Who calls, as the audit log names them.
 *
 * @param kind key or person
 * @param id of the key or the person; {@code configured} for the key of the setting
 * @param name for people to read
 */
public record Actor(Kind kind, String id, String name) {
  /** What calls. */
  public enum Kind {
    KEY("key"),
    PERSON("person");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name in the API and the database. */
    public String label() {
      return label;
    }
  }
}
