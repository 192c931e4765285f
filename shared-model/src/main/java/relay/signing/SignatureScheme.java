package relay.signing;

/** How the deliveries of a webhook are signed. */
public enum SignatureScheme {
  /** HMAC-SHA256 with a secret that the relay and the receiver share. */
  V1("v1"),
  /** Ed25519 with a private key that the relay alone has. */
  V1A("v1a");

  private final String label;

  SignatureScheme(String label) {
    this.label = label;
  }

  /** Its name in the API and before each signature. */
  public String label() {
    return label;
  }

  /**
   * Reads the label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is no such scheme
   */
  public static SignatureScheme parse(String label) {
    for (SignatureScheme scheme : values()) {
      if (scheme.label.equals(label)) {
        return scheme;
      }
    }
    throw new IllegalArgumentException("must be v1 (HMAC-SHA256) or v1a (Ed25519)");
  }
}
