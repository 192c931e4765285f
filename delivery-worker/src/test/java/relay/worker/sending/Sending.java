package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import relay.model.EventTypePattern;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.network.AddressRule;
import relay.network.Network;
import relay.network.OwnServers;
import relay.signing.HmacSecret;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claims;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;
import relay.worker.subscriptions.Webhook;
import relay.worker.subscriptions.WebhookSecrets;

/** Sends one attempt to an endpoint of the test, as a worker does. */
abstract class Sending {
  /** For what is to meet its deadline. */
  static final Duration SHORT = Duration.ofSeconds(1);

  static final String ORIGIN = "d6a4e0e1-7c0e-4c6f-9d9c-1f0b8a6f2a11";
  static final String OK = "HTTP/1.1 200 OK\r\n";

  /** The endpoints of the tests are on this machine. */
  static final List<Network> LOOPBACK = List.of(Network.valueOf("127.0.0.0/8"));

  static final OwnServers OWN = OwnServers.of("jdbc:postgresql://127.0.0.1:1/", List.of());

  CloseableHttpClient http =
      new HttpClientConfiguration().httpClient(new AddressRule(LOOPBACK, OWN));
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Longer than a busy machine stops for: the first TLS handshake takes seconds there. */
  Duration deadline = Duration.ofSeconds(30);

  SigningProperties signing = new SigningProperties("X-AlgoHire-Signature", true);

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    http.close();
  }

  void assertCounted(String outcome, String reason) {
    assertThat(attempts(outcome, reason)).isOne();
    assertThat(allAttempts()).isOne();
  }

  double allAttempts() {
    return registry.find("relay.attempts").counters().stream().mapToDouble(Counter::count).sum();
  }

  void assertReason(Reason reason, URI url) throws Exception {
    assertThat(send(url))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }

  void assertSucceeded(URI url, int status, String body) throws Exception {
    assertThat(send(url))
        .isInstanceOfSatisfying(
            Succeeded.class,
            succeeded -> {
              assertThat(succeeded.response().status()).isEqualTo(status);
              assertThat(succeeded.response().body()).isEqualTo(body);
            });
  }

  double attempts(String outcome, String reason) {
    return registry
        .get("relay.attempts")
        .tags("outcome", outcome, "reason", reason)
        .counter()
        .count();
  }

  /** On a virtual thread, as in the worker; what misses its deadline would hang for good. */
  Outcome send(URI url) throws InterruptedException, ExecutionException {
    return send(webhook(url), data());
  }

  Outcome send(Webhook webhook, byte[] data) throws InterruptedException, ExecutionException {
    Attempt attempt =
        threads.submit(() -> sender().send(claim(), webhook, data)).get().orElseThrow();
    assertThat(attempt.duration()).isLessThan(deadline.plusSeconds(9));
    return attempt.outcome();
  }

  Sender sender() {
    return new Sender(http, signing, registry, ORIGIN);
  }

  static byte[] data() {
    return "{}".getBytes(UTF_8);
  }

  Webhook webhook(URI url) {
    return webhook(url, Map.of());
  }

  Webhook webhook(URI url, Tenant tenant) {
    return webhook(url, tenant, deadline);
  }

  static Webhook webhook(URI url, Tenant tenant, Duration timeout) {
    return webhook(url, tenant, Map.of(), timeout);
  }

  Webhook webhook(URI url, Map<String, String> headers) {
    return webhook(url, Tenant.DEFAULT, headers, deadline);
  }

  private static Webhook webhook(
      URI url, Tenant tenant, Map<String, String> headers, Duration timeout) {
    return new Webhook(
        WebhookId.next(),
        tenant,
        url,
        List.of(EventTypePattern.parse("*")),
        headers,
        new WebhookSecrets(HmacSecret.create(), null, Map.of()),
        true,
        timeout);
  }

  static Claim claim() {
    return claim(0);
  }

  static Claim claim(int attempts) {
    return Claims.claim(attempts, null);
  }
}
