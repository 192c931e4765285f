package relay.worker.sending;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/** None of several addresses could be connected to, as far as there was time to try them. */
final class NoConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Nobody serializes it.
  private final LinkedHashMap<InetSocketAddress, IOException> failures;

  NoConnectionException(Map<InetSocketAddress, IOException> failures) {
    this.failures = new LinkedHashMap<>(failures);
  }

  /** Whether the TLS handshake failed at one of several addresses. */
  static boolean hasTlsFault(IOException failure) {
    return failure instanceof NoConnectionException several
        && several.failures.values().stream().anyMatch(SSLException.class::isInstance);
  }

  /** Why, in the order in which the addresses were tried. */
  Map<InetSocketAddress, IOException> failures() {
    return failures;
  }
}
