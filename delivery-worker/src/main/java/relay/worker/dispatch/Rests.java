package relay.worker.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.model.WebhookId;
import relay.worker.subscriptions.Webhook;

/**
 * The webhooks whose endpoints asked for a rest by {@code Retry-After}. Until it is over nothing is
 * sent to them, by this worker at once and by others within a quarter of a second; a claim looks at
 * the table itself. Thread-safe.
 */
@Component
public class Rests {
  private static final Logger log = LoggerFactory.getLogger(Rests.class);
  private static final Duration POLL = Duration.ofMillis(250);

  private static final Duration READ_WITHIN = Duration.ofSeconds(1);

  /** Rounds after which what is over is dropped: a minute. */
  private static final int ROUNDS_UNTIL_FORGET = 240;

  private final RestStore store;

  /** The ends, by the monotonic clock of this process. */
  private volatile Map<WebhookId, Long> known = Map.of();

  /** Those of this worker that are not in what was read last, or not in the table. */
  private final Map<WebhookId, Long> own = new ConcurrentHashMap<>();

  private final BackgroundLoop polling;
  private int rounds;

  Rests(RestStore store, MeterRegistry registry) {
    this.store = store;
    Gauge.builder("relay.webhooks.resting", this, rests -> rests.known.size())
        .description("Webhooks to which nothing is sent, since their endpoints asked for a rest")
        .register(registry);
    this.polling = BackgroundLoop.start("rest-poll", POLL, this::poll);
  }

  /** Whether nothing is to be sent to the webhook now. */
  public boolean has(WebhookId webhook) {
    return isAhead(known.get(webhook)) || isAhead(own.get(webhook));
  }

  private static boolean isAhead(@Nullable Long end) {
    return end != null && end - System.nanoTime() > 0;
  }

  /** Lets this worker send nothing for so long. */
  void hold(WebhookId webhook, Duration time) {
    own.merge(webhook, System.nanoTime() + time.toNanos(), Math::max);
  }

  /** Lets all workers know that the endpoint of the webhook asked for a rest. */
  void store(Webhook webhook, Duration rest) {
    try {
      store.begin(webhook, rest);
      // From then on the table says it, which somebody may have changed.
      own.computeIfPresent(
          webhook.id(), (_, end) -> Math.min(end, System.nanoTime() + READ_WITHIN.toNanos()));
      log.atInfo()
          .addKeyValue("webhook", webhook.id())
          .addKeyValue("seconds", rest.toSeconds())
          .log("An endpoint asked for a rest");
    } catch (DataAccessException unavailable) {
      // This worker keeps it; others ask the endpoint themselves.
      log.atWarn()
          .addKeyValue("webhook", webhook.id())
          .log("That an endpoint asked for a rest could not be stored");
    }
  }

  private boolean poll() {
    long now = System.nanoTime();
    known =
        store.left().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, left -> now + left.getValue().toNanos()));
    own.values().removeIf(end -> end - now <= 0);
    if (++rounds % ROUNDS_UNTIL_FORGET == 0) {
      store.forget();
    }
    return false;
  }

  @PreDestroy
  void close() {
    polling.close();
  }
}
