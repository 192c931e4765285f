package relay.worker.sending;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** None of several addresses could be connected to, as far as there was time to try them. */
final class NoConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Nobody serializes it.
  private final LinkedHashMap<InetSocketAddress, IOException> failures;

  NoConnectionException(Map<InetSocketAddress, IOException> failures) {
    this.failures = new LinkedHashMap<>(failures);
  }

  /** Why, in the order in which the addresses were tried. */
  Map<InetSocketAddress, IOException> failures() {
    return failures;
  }
}
