package relay.worker.sending;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.model.AttemptId;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;
import relay.worker.subscriptions.Webhook;
import relay.worker.subscriptions.WebhookSecrets;

/**
 * Makes one attempt: a signed POST, under one total deadline. To be called on a virtual thread,
 * which the deadline interrupts. Thread-safe.
 */
@Component
public class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** JSON has no charset parameter: RFC 8259, section 11. */
  private static final ContentType JSON = ContentType.create("application/json");

  private final CloseableHttpClient http;
  private final SigningProperties signing;
  private final AttemptMetrics metrics;
  private final Clock clock = Clock.systemUTC();

  Sender(CloseableHttpClient http, SigningProperties signing, MeterRegistry registry) {
    this.http = http;
    this.signing = signing;
    this.metrics = new AttemptMetrics(registry);
  }

  /**
   * Sends the event of a claim to its webhook.
   *
   * @param data of the event; the claim may not carry it
   */
  public Attempt send(Claim claim, Webhook webhook, byte[] data) {
    AttemptId id = AttemptId.next();
    Instant start = clock.instant();
    if (claim.attempts() == 0) {
      metrics.firstAttempt(Duration.between(claim.eventId().createdAt(), start));
    }
    long startNanos = System.nanoTime();
    Outcome outcome = exchange(claim, webhook, data, start);
    Attempt attempt = new Attempt(id, Duration.ofNanos(System.nanoTime() - startNanos), outcome);
    metrics.attempt(attempt);
    return attempt;
  }

  private Outcome exchange(Claim claim, Webhook webhook, byte[] data, Instant start) {
    try (Deadline deadline = Deadline.in(webhook.timeout())) {
      HttpPost request = request(claim, webhook, data, start);
      try {
        return Responses.read(http.executeOpen(null, request, null), clock);
      } catch (IOException failure) {
        return deadline.hasPassed()
            ? timeout(webhook.timeout())
            : ConnectionFaults.explain(failure, webhook.url());
      } finally {
        // Gives up the connection, unless the answer was read to its end.
        request.cancel();
      }
    } catch (RuntimeException | Error fault) {
      // Whatever it was, the lane needs its slot back.
      return ownFault(claim, fault);
    }
  }

  private HttpPost request(Claim claim, Webhook webhook, byte[] data, Instant start) {
    byte[] body = Message.body(claim.type(), claim.timestamp(), data);
    WebhookSecrets secrets = Objects.requireNonNull(webhook.secrets(), "nothing is sent unsigned");
    String id = claim.eventId().toString();
    HttpPost request = new HttpPost(webhook.url());
    webhook.headers().forEach(request::setHeader);
    request.setHeader("webhook-id", id);
    request.setHeader("webhook-timestamp", Long.toString(start.getEpochSecond()));
    request.setHeader("webhook-signature", secrets.sign(id, start, body));
    if (signing.bodyHeaderEnabled()) {
      secrets
          .signBody(start, body)
          .ifPresent(signature -> request.setHeader(signing.bodyHeader(), signature));
    }
    request.setEntity(new ByteArrayEntity(body, JSON));
    return request;
  }

  private static Outcome timeout(Duration limit) {
    return new Outcome.Failed(
        Reason.TIMEOUT,
        "No complete answer within %d s: the endpoint should answer first and work afterwards, or the webhook needs a longer timeout"
            .formatted(limit.toSeconds()),
        null,
        null);
  }

  private static Outcome ownFault(Claim claim, Throwable fault) {
    log.atError()
        .setCause(fault)
        .addKeyValue("event", claim.eventId())
        .addKeyValue("delivery", claim.deliveryId())
        .addKeyValue("webhook", claim.webhookId())
        .log("An attempt failed for a fault of the relay");
    return new Outcome.Failed(
        Reason.RELAY, "A fault of the relay itself; its log names this delivery", null, null);
  }
}
