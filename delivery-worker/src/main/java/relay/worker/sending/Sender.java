package relay.worker.sending;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.AttemptId;
import relay.wire.OriginHeader;
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
  private final String origin;
  private final Clock clock = Clock.systemUTC();

  @Autowired
  Sender(
      CloseableHttpClient http,
      SigningProperties signing,
      MeterRegistry registry,
      JdbcClient database) {
    this(http, signing, registry, database.sql(OriginHeader.VALUE).query(String.class).single());
  }

  /** {@code origin} names this relay. */
  Sender(
      CloseableHttpClient http, SigningProperties signing, MeterRegistry registry, String origin) {
    this.http = http;
    this.signing = signing;
    this.metrics = new AttemptMetrics(registry);
    this.origin = origin;
  }

  /**
   * Sends the event of a claim to its webhook.
   *
   * @param data of the event; the claim may not carry it
   * @return what came of it, or nothing if no attempt was made, since the worker had no room for it
   */
  public Optional<Attempt> send(Claim claim, Webhook webhook, byte[] data) {
    AttemptId id = AttemptId.next();
    Instant start = clock.instant();
    long startNanos = System.nanoTime();
    return exchange(claim, webhook, data, start)
        .map(
            outcome -> {
              Attempt attempt =
                  new Attempt(id, Duration.ofNanos(System.nanoTime() - startNanos), outcome);
              if (claim.attempts() == 0) {
                metrics.firstAttempt(Duration.between(claim.eventId().createdAt(), start));
              }
              metrics.attempt(attempt);
              return attempt;
            });
  }

  private Optional<Outcome> exchange(Claim claim, Webhook webhook, byte[] data, Instant start) {
    try (Deadline deadline = Deadline.in(webhook.timeout())) {
      Progress progress = new Progress(webhook.tenant(), deadline);
      try {
        return Optional.of(post(claim, webhook, data, start, progress));
      } catch (NameLookups.NotBegunException noRoom) {
        log.atWarn()
            .addKeyValue("delivery", claim.deliveryId())
            .addKeyValue("webhook", claim.webhookId())
            .log("No attempt: too many host names are being looked up; the delivery waits");
        return Optional.empty();
      } catch (CancellationException passed) {
        // What the pool makes of an interrupt that came before it was asked for a connection.
        if (!deadline.hasPassed()) {
          throw passed;
        }
        return Optional.of(Timeouts.explain(progress, webhook.url(), webhook.timeout()));
      } catch (IOException failure) {
        return Optional.of(
            (deadline.hasPassed() || failure instanceof SocketTimeoutException)
                    && !NoConnectionException.hasTlsFault(failure)
                ? Timeouts.explain(progress, webhook.url(), webhook.timeout())
                : ConnectionFaults.explain(failure, webhook.url()));
      }
    } catch (RuntimeException | Error fault) {
      // Whatever it was, the lane needs its slot back.
      return Optional.of(ownFault(claim, fault));
    }
  }

  /**
   * A kept connection that breaks before a byte of the answer came says nothing about the endpoint:
   * it may close an idle one at any time. The POST is sent again on a new connection, once.
   */
  private Outcome post(Claim claim, Webhook webhook, byte[] data, Instant start, Progress progress)
      throws IOException {
    HttpPost request = request(claim, webhook, data, start);
    try {
      return post(request, webhook.tenant(), progress);
    } catch (KeptConnectionBrokeException broke) {
      if (progress.isOver()) {
        throw broke;
      }
      return post(
          request(claim, webhook, data, start),
          new TenantConnections.Fresh(webhook.tenant()),
          progress);
    }
  }

  private Outcome post(HttpPost request, Object connection, Progress progress) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    context.setUserToken(connection);
    progress.travelIn(context);
    try {
      ClassicHttpResponse answer = http.executeOpen(null, request, context);
      progress.reach(Progress.Phase.BODY);
      return Responses.read(answer, clock);
    } finally {
      // Gives up the connection, unless the answer was read to its end.
      request.cancel();
    }
  }

  private HttpPost request(Claim claim, Webhook webhook, byte[] data, Instant start) {
    byte[] body = Message.body(claim.type(), claim.timestamp(), data);
    WebhookSecrets secrets = Objects.requireNonNull(webhook.secrets(), "nothing is sent unsigned");
    String id = claim.eventId().toString();
    HttpPost request = new HttpPost(webhook.url());
    secrets.headers().forEach(request::setHeader);
    // One that is still stored in plain is the newer one: api-service has not moved it yet.
    webhook.headers().forEach(request::setHeader);
    request.setHeader(OriginHeader.NAME, origin);
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
