package relay.worker.sending;

import java.io.IOException;

/**
 * A connection that was used before broke before a byte of the answer came: the endpoint may have
 * closed it just before it was used again.
 */
final class KeptConnectionBrokeException extends IOException {
  private static final long serialVersionUID = 1L;

  KeptConnectionBrokeException(IOException cause) {
    super(cause);
  }
}
