package relay.worker.sending;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;

/** Says in words what went wrong where no answer came. */
final class ConnectionFaults {
  private ConnectionFaults() {}

  static Outcome explain(IOException failure, URI url) {
    // A host that Java cannot read, such as one with an underscore, is in the authority alone.
    String host = Objects.requireNonNullElse(url.getHost(), url.getAuthority());
    return switch (failure) {
      case CheckedDns.RefusedException refused ->
          failed(Reason.ADDRESS, String.valueOf(refused.getMessage()));
      case UnknownHostException _ ->
          failed(Reason.DNS, "The host name %s has no address: check the URL".formatted(host));
      case SSLException tls ->
          failed(
              Reason.TLS,
              "No TLS connection with %s: %s"
                  .formatted(host, Text.storable(tls.getMessage(), 300)));
      case ConnectException _, NoRouteToHostException _ ->
          failed(
              Reason.CONNECT,
              "Nothing accepts connections at %s: is the endpoint running?"
                  .formatted(url.getAuthority()));
      case NoHttpResponseException _ ->
          failed(
              Reason.CONNECT,
              "%s closed the connection without an answer".formatted(url.getAuthority()));
      case MessageConstraintException _ ->
          failed(
              Reason.CONNECT,
              "The answer of %s has more or longer headers, or interim answers, than the relay reads"
                  .formatted(url.getAuthority()));
      default -> failed(Reason.CONNECT, broken(failure, url));
    };
  }

  private static String broken(IOException failure, URI url) {
    String what =
        failure.getCause() instanceof HttpException ? "sent no valid HTTP" : "broke the connection";
    return "%s %s: %s"
        .formatted(url.getAuthority(), what, Text.storable(failure.getMessage(), 300));
  }

  private static Outcome failed(Reason reason, String error) {
    return new Outcome.Failed(reason, error, null, null);
  }
}
