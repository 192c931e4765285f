package relay.worker.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.loop.BackgroundLoop;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;
import relay.worker.subscriptions.SubscriptionCache;
import relay.worker.subscriptions.Webhook;

/**
 * Claims deliveries that wait in the database for the lanes that have room. Every webhook is asked
 * for alone, so a backlog of one does not stand before another's; first attempts and retries take
 * turns in who goes first, so neither starves the other.
 */
final class Claiming implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** How much longer than a round the pause after it is, so that slow ones leave the rest alone. */
  private static final int PAUSES_A_ROUND = 3;

  /** How many deliveries are claimed in one statement, so that their data fits into memory. */
  private static final int ROUND = 2_000;

  /** What each webhook may claim in a round, however many there are. */
  private static final int LEAST = 8;

  private final Order order;
  private final SubscriptionCache subscriptions;
  private final Lanes lanes;
  private final Rests rests;
  private final ClaimWriter claims;
  private final BackgroundLoop claiming;
  private boolean retriesFirst;
  private long notBefore = System.nanoTime();
  private volatile boolean backlog;

  Claiming(
      String name,
      Order order,
      SubscriptionCache subscriptions,
      Lanes lanes,
      Rests rests,
      ClaimWriter claims) {
    this.order = order;
    this.subscriptions = subscriptions;
    this.lanes = lanes;
    this.rests = rests;
    this.claims = claims;
    this.claiming = BackgroundLoop.start(name, POLL, this::claimDue);
  }

  /** A claim was settled, so that there is room, and the next of its ordering key may go. */
  void settled(Claim settled) {
    if (backlog || (order == Order.BY_KEY && settled.ordered())) {
      claiming.wake();
    }
  }

  private boolean claimDue() {
    long start = System.nanoTime();
    if (start < notBefore && (order == Order.BY_KEY || !backlog)) {
      return false;
    }
    retriesFirst = !retriesFirst;
    boolean moreOfFirst = claim(retriesFirst ? DeliveryState.RETRYING : DeliveryState.PENDING);
    boolean moreOfSecond = claim(retriesFirst ? DeliveryState.PENDING : DeliveryState.RETRYING);
    backlog = moreOfFirst || moreOfSecond;
    long end = System.nanoTime();
    notBefore = end + PAUSES_A_ROUND * (end - start);
    return false;
  }

  /** Returns whether some lane took all that it had room for, so that more may wait. */
  private boolean claim(DeliveryState state) {
    Map<WebhookId, Integer> slots = room();
    if (slots.isEmpty()) {
      return true;
    }
    List<Claim> claimed = claims.claim(order, state, slots);
    for (Claim claim : claimed) {
      lanes.addClaimed(claim);
      slots.merge(claim.webhookId(), -1, Integer::sum);
    }
    if (order == Order.ANY && state == DeliveryState.PENDING) {
      slots.forEach((webhook, left) -> noteIfCaughtUp(lanes.lane(webhook), left));
    }
    return slots.containsValue(0);
  }

  private static void noteIfCaughtUp(Lane lane, int slotsLeft) {
    if (slotsLeft > 0) {
      lane.caughtUp();
    }
  }

  private Map<WebhookId, Integer> room() {
    Map<WebhookId, Integer> slots = new HashMap<>();
    for (Webhook webhook : subscriptions.current().all()) {
      int room = lanes.lane(webhook.id()).claimable();
      if (webhook.isOpen() && !rests.has(webhook.id()) && room > 0) {
        slots.put(webhook.id(), room);
      }
    }
    int most = Math.max(LEAST, ROUND / Math.max(1, slots.size()));
    slots.replaceAll((_, room) -> Math.min(room, most));
    return slots;
  }

  @Override
  public void close() {
    claiming.close();
  }
}
