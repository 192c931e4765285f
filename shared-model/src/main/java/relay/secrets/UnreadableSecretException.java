package relay.secrets;

/** A stored secret could not be decrypted; the message says why and holds nothing of it. */
public final class UnreadableSecretException extends Exception {
  UnreadableSecretException(String message) {
    super(message);
  }
}
