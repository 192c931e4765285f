package relay.worker.sending;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;

/** Says in words what went wrong where no answer came. */
final class ConnectionFaults {
  private static final int MAX_MESSAGE = 300;

  private ConnectionFaults() {}

  static Outcome explain(IOException failure, URI url) {
    // A host that Java cannot read, such as one with an underscore, is in the authority alone.
    String host = Objects.requireNonNullElse(url.getHost(), url.getAuthority());
    return switch (failure) {
      case Addresses.RefusedException refused ->
          failed(Reason.ADDRESS, String.valueOf(refused.getMessage()));
      case UnknownHostException _ ->
          failed(Reason.DNS, "The host name %s has no address: check the URL".formatted(host));
      case NoConnectionException several -> explain(several, url, host);
      case SSLException tls -> failed(Reason.TLS, untrusted(tls, host));
      case ConnectException _, NoRouteToHostException _ ->
          failed(
              Reason.CONNECT,
              "Nothing accepts connections at %s: is the endpoint running?"
                  .formatted(url.getAuthority()));
      case NoHttpResponseException _ ->
          failed(
              Reason.CONNECT,
              "%s closed the connection without an answer: does it speak HTTP/1.1, and %s?"
                  .formatted(url.getAuthority(), schemeInDoubt(url)));
      case MessageConstraintException _ ->
          failed(
              Reason.CONNECT,
              "The answer of %s has more or longer headers, or interim answers, than the relay reads: send fewer"
                  .formatted(url.getAuthority()));
      default -> failed(Reason.CONNECT, broken(failure, url));
    };
  }

  /** A TLS fault proves that something listens, so no other address hides it. */
  private static Outcome explain(NoConnectionException several, URI url, String host) {
    for (Map.Entry<InetSocketAddress, IOException> failure : several.failures().entrySet()) {
      if (failure.getValue() instanceof SSLException tls) {
        String address = failure.getKey().getAddress().getHostAddress();
        return failed(Reason.TLS, untrusted(tls, "%s (%s)".formatted(host, address)));
      }
    }
    String each =
        several.failures().entrySet().stream()
            .map(
                failure ->
                    "%s %s"
                        .formatted(
                            failure.getKey().getAddress().getHostAddress(),
                            failure.getValue() instanceof SocketTimeoutException
                                ? "does not answer"
                                : "accepts no connection"))
            .collect(Collectors.joining(", "));
    return failed(
        Reason.CONNECT,
        "No address of %s can be connected to: %s".formatted(url.getAuthority(), each));
  }

  private static String untrusted(SSLException tls, String host) {
    String message = Text.line(tls.getMessage(), MAX_MESSAGE);
    String what;
    if (message.contains("unable to find valid certification path")) {
      what =
          "the relay does not know who issued its certificate (%s): see \"An authority of your own\" in docs/security.md"
              .formatted(message);
    } else if (message.contains("certificate_required")) {
      what =
          "it requires a client certificate (%s), which the relay does not have: let it accept deliveries without one"
              .formatted(message);
    } else {
      what = message;
    }
    return "No TLS connection with %s: %s".formatted(host, what);
  }

  private static String broken(IOException failure, URI url) {
    String what =
        failure.getCause() instanceof HttpException ? "sent no valid HTTP" : "broke the connection";
    return "%s %s (%s): does it speak HTTP/1.1, and %s?"
        .formatted(
            url.getAuthority(),
            what,
            Text.line(failure.getMessage(), MAX_MESSAGE),
            schemeInDoubt(url));
  }

  /** A port that speaks TLS resets what is no handshake, and one that does not is reset by it. */
  private static String schemeInDoubt(URI url) {
    return "https".equalsIgnoreCase(url.getScheme())
        ? "without a client certificate"
        : "is it not a port for https";
  }

  private static Outcome failed(Reason reason, String error) {
    return new Outcome.Failed(reason, error, null, null);
  }
}
