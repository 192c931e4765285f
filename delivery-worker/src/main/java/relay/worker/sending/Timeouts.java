package relay.worker.sending;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;

/** Says in words what took the time of an attempt that met its deadline. */
final class Timeouts {
  private Timeouts() {}

  static Outcome explain(Progress progress, URI url, Duration limit) {
    String host = url.getAuthority();
    long seconds = limit.toSeconds();
    String error =
        switch (progress.phase()) {
          case LOOK_UP ->
              "The address of %s was not found within %d s, so nothing was sent: check its name server"
                  .formatted(host, seconds);
          case CONNECT ->
              "No connection with %s within %d s, so nothing was sent: check that no firewall keeps the relay out"
                  .formatted(at(host, progress.address()), seconds);
          case TLS ->
              "No TLS handshake with %s within %d s, so nothing was sent: check that the port speaks TLS"
                  .formatted(at(host, progress.address()), seconds);
          case ANSWER ->
              "No answer of %s within %d s: the endpoint should answer first and work afterwards, or the webhook needs a longer timeout"
                  .formatted(host, seconds);
          case BODY ->
              "The answer of %s began, and did not end within %d s: the endpoint should end it first and work afterwards, or the webhook needs a longer timeout"
                  .formatted(host, seconds);
        };
    return new Outcome.Failed(Reason.TIMEOUT, error, null, null);
  }

  private static String at(String host, @Nullable InetSocketAddress address) {
    return address == null || host.startsWith(address.getAddress().getHostAddress())
        ? host
        : "%s (%s)".formatted(host, address.getAddress().getHostAddress());
  }
}
