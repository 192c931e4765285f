package relay.api.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;
import relay.network.AddressRule;
import relay.network.OwnServers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses a URL that leads where no delivery may go. This is for whoever registers it, to learn of
 * it now: what protects is the check of the delivery-worker when it connects. So a name that has no
 * address yet, or none in time, is taken. Thread-safe.
 */
@Component
class EndpointAddresses {
  /** Looks up the addresses of a host; may take as long as it likes. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_LOOKUPS = 16;

  private final AddressRule rule;
  private final Names names;

  /** The look-up of the system can not be interrupted, and would hold the carrier of requests. */
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_LOOKUPS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("dns-", 0).daemon().factory());

  @Autowired
  EndpointAddresses(
      DeliveryProperties properties, JdbcConnectionDetails postgres, KafkaConnectionDetails kafka) {
    this(
        new AddressRule(
            properties.allowedNetworks(),
            OwnServers.of(postgres.getJdbcUrl(), kafka.getBootstrapServers())),
        InetAddress::getAllByName);
  }

  EndpointAddresses(AddressRule rule, Names names) {
    this.rule = rule;
    this.names = names;
  }

  /**
   * Checks the URL of a registration or a change, if it has one and that is well-formed. To be
   * called outside of a transaction, since it may wait for a moment.
   *
   * @throws Problem that says what an operator can do
   */
  void check(ObjectNode fields) {
    JsonNode url = fields.get("url");
    if (url == null || !url.isString() || UrlRule.violation(url.stringValue()) != null) {
      return;
    }
    URI uri = URI.create(url.stringValue());
    String refusal = refusalInTime(uri.getHost(), port(uri));
    if (refusal != null) {
      throw Problem.invalid("url", "can not be delivered to: " + refusal);
    }
  }

  private static int port(URI uri) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private @Nullable String refusalInTime(String host, int port) {
    try {
      return threads
          .submit(() -> refusal(host, port))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException notKnownNow) {
      return null;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** The worker connects to those that it may; it is enough that there is one. */
  private @Nullable String refusal(String host, int port) throws UnknownHostException {
    String refusal = null;
    for (InetAddress address : names.addresses(host)) {
      refusal = rule.refusal(address, port);
      if (refusal == null) {
        return null;
      }
    }
    return refusal;
  }
}
