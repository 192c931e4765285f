package relay.worker.dispatch;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import relay.model.WebhookId;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.recording.Recorder;
import relay.worker.retry.RetryPolicy;
import relay.worker.sending.Sender;
import relay.worker.subscriptions.SubscriptionCache;
import relay.worker.subscriptions.Subscriptions;
import relay.worker.subscriptions.Webhook;

/**
 * The lanes of all webhooks, and the way of a claim through one: sent, then recorded. Each attempt
 * has a virtual thread of its own, so an endpoint that hangs holds only the slots of its lane.
 * Thread-safe.
 */
@Component
public class Lanes {
  /** In bytes. Larger data is read when it is sent, so that what waits in lanes stays small. */
  public static final int MAX_WAITING_DATA = 16 * 1024;

  private static final int MANY_CLAIMS = 50_000;
  private static final long MAX_HELD_BYTES = 64L << 20;

  private static final Logger log = LoggerFactory.getLogger(Lanes.class);

  /** To record a result after its deadline, while the claim still holds. */
  private static final Duration TIME_TO_RECORD = Duration.ofSeconds(2);

  /** For all workers to learn that a webhook is disabled. */
  private static final Duration UNTIL_DISABLED = Duration.ofSeconds(1);

  private final DispatchProperties properties;
  private final SubscriptionCache subscriptions;
  private final EventData eventData;
  private final Sender sender;
  private final RetryPolicy policy;
  private final Recorder recorder;
  private final Rests rests;
  private final GoneWebhooks gone;
  private final SharedSlots shared;
  private final HeldClaims heldClaims = new HeldClaims(MANY_CLAIMS);
  private final HeldData heldData = new HeldData(MAX_HELD_BYTES);
  private final Map<WebhookId, Lane> lanes = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("attempt-", 0).factory());
  private volatile Consumer<Claim> onSettled = _ -> {};

  Lanes(
      DispatchProperties properties,
      SubscriptionCache subscriptions,
      EventData eventData,
      Sender sender,
      RetryPolicy policy,
      Recorder recorder,
      Rests rests,
      GoneWebhooks gone) {
    this.properties = properties;
    this.shared = new SharedSlots(properties.sharedLimit());
    this.subscriptions = subscriptions;
    this.eventData = eventData;
    this.sender = sender;
    this.policy = policy;
    this.recorder = recorder;
    this.rests = rests;
    this.gone = gone;
  }

  /** The lease that a claim has to be made with. */
  public Duration lease() {
    return properties.lease();
  }

  /** Takes room in a webhook's lane for a claim that is about to be made. */
  public boolean reserve(WebhookId webhook) {
    return lane(webhook).reserve();
  }

  /** Gives the room back for a claim that was not made. */
  public void cancelReservation(WebhookId webhook) {
    lane(webhook).free();
  }

  /** Takes a claim for which room was reserved; it is sent as soon as the lane allows. */
  public void add(Claim claim) {
    lane(claim.webhookId()).add(heldData.admit(claim));
  }

  /** Takes a claim that was made for the room that its lane had then. */
  void addClaimed(Claim claim) {
    lane(claim.webhookId()).hold(1);
    add(claim);
  }

  /** Drops the empty lanes of webhooks that were deleted, whose ids are never used again. */
  void forgetDeleted() {
    Subscriptions known = subscriptions.current();
    lanes
        .entrySet()
        .removeIf(lane -> known.find(lane.getKey()).isEmpty() && lane.getValue().isIdle());
  }

  Lane lane(WebhookId webhook) {
    return lanes.computeIfAbsent(
        webhook, _ -> new Lane(properties.laneLimit(), shared, heldClaims, this::startAttempt));
  }

  /** Lets a listener know of each claim that was settled. */
  void onSettled(Consumer<Claim> listener) {
    onSettled = listener;
  }

  private void startAttempt(Lane lane, Claim claim) {
    threads.execute(() -> attempt(lane, claim));
  }

  private void attempt(Lane lane, Claim claim) {
    Webhook webhook = subscriptions.current().find(claim.webhookId()).orElse(null);
    if (webhook == null
        || !webhook.isOpen()
        || rests.has(webhook.id())
        || !claim.leaseEnds().leaves(webhook.timeout().plus(TIME_TO_RECORD))) {
      release(lane, claim);
      return;
    }
    byte[] data;
    try {
      data = eventData.of(claim);
    } catch (DataAccessException unavailable) {
      log.atWarn()
          .setCause(unavailable)
          .addKeyValue("event", claim.eventId())
          .addKeyValue("delivery", claim.deliveryId())
          .log("The data of an event could not be read; its delivery waits");
      release(lane, claim);
      return;
    }
    sender
        .send(claim, webhook, data)
        .ifPresentOrElse(
            attempt -> ended(lane, claim, webhook, attempt), () -> release(lane, claim));
  }

  private void ended(Lane lane, Claim claim, Webhook webhook, Attempt attempt) {
    Optional<Duration> rest = policy.rest(attempt.outcome());
    boolean isGone = policy.isGone(attempt.outcome());
    // Before the lane starts the next attempt, and without a statement, which may fail or take
    // long.
    rest.ifPresent(time -> rests.hold(webhook.id(), time));
    if (isGone) {
      rests.hold(webhook.id(), UNTIL_DISABLED);
    }
    lane.ended(attempt).forEach(excess -> giveBack(lane, excess));
    recorder.attempted(
        claim,
        attempt,
        policy.after(claim.seriesAttempts() + 1, attempt.outcome()),
        () -> settled(lane, claim));
    rest.ifPresent(time -> rests.store(webhook, time));
    if (isGone) {
      gone.disable(webhook);
    }
  }

  private void release(Lane lane, Claim claim) {
    lane.skipped();
    giveBack(lane, claim);
  }

  private void giveBack(Lane lane, Claim claim) {
    recorder.released(claim, () -> settled(lane, claim));
  }

  private void settled(Lane lane, Claim claim) {
    heldData.release(claim);
    lane.free();
    onSettled.accept(claim);
  }

  /** Gives back what waits and lets what runs end, for as long as is set. */
  @PreDestroy
  void close() throws InterruptedException {
    for (Lane lane : lanes.values()) {
      lane.close().forEach(claim -> recorder.released(claim, lane::free));
    }
    threads.shutdown();
    if (!threads.awaitTermination(properties.drain().toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("Attempts still run; they are made again when their leases end");
    }
  }
}
