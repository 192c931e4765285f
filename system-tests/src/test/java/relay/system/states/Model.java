package relay.system.states;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.system.states.Move.Taken;
import relay.system.states.Relay.Audited;
import relay.system.states.Relay.Logged;
import relay.system.states.Relay.Room;
import relay.system.states.Relay.Target;
import relay.wire.EventRecord;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;
import relay.worker.recording.Results.Ended;
import relay.worker.retry.NextStep;

/**
 * What has to be stored after each action. An action is taken on the relay and on the model, and
 * then the two are compared: rows, log, counts and audit log, to the microsecond and the token.
 */
final class Model {
  static final int MOST_EVENTS = 4;

  private static final String TYPE = "states.test";
  private static final String ORDERING_KEY = "key";

  /** Whether deliveries may go to a webhook. */
  enum Endpoint {
    ENABLED,
    DISABLED,
    DELETED
  }

  /** What a fan-out makes for a webhook. */
  enum Fate {
    UNMATCHED,
    WAITS,
    CLAIMED
  }

  /** How an attempt ends; which one of those that are under way, by an index that is wrapped. */
  record Ending(int claim, NextStep next) {}

  private final Relay relay;
  private final List<WebhookId> webhooks = new ArrayList<>();
  private final Map<WebhookId, Endpoint> endpoints = new HashMap<>();
  private final List<EventRecord> events = new ArrayList<>();
  private final Set<EventId> outbox = new HashSet<>();
  private final Map<Target, Delivery> deliveries = new LinkedHashMap<>();
  private final List<Claim> underWay = new ArrayList<>();
  private final Set<UUID> tokens = new HashSet<>();
  private List<Ended> lastBatch = List.of();
  private final Map<AttemptId, Logged> log = new HashMap<>();
  private final List<Audited> audited = new ArrayList<>();
  private final Steps steps = new Steps();
  private Instant now;

  Model(Relay relay, int endpointCount) {
    relay.clear();
    this.relay = relay;
    this.now = relay.clock.now();
    for (int n = 0; n < endpointCount; n++) {
      String id = relay.api.register(URI.create("http://127.0.0.1:9/"), TYPE).id();
      webhooks.add(WebhookId.parse(id));
      endpoints.put(webhooks.getLast(), Endpoint.ENABLED);
    }
  }

  /** What has moved. */
  List<Taken> taken() {
    return steps.taken();
  }

  boolean takesEvents() {
    return events.size() < MOST_EVENTS;
  }

  boolean hasEvents() {
    return !events.isEmpty();
  }

  boolean hasDeliveries() {
    return !deliveries.isEmpty();
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  boolean hasRecorded() {
    return !lastBatch.isEmpty();
  }

  // ---------------------------------------------------------------- time and workers

  void advance(Duration time) {
    relay.clock.advance(time);
    now = now.plus(time);
    compareAfter(Move.NONE);
  }

  void accept(boolean ordered) {
    @Nullable String key = ordered ? ORDERING_KEY : null;
    EventId id = EventId.parse(relay.api.post(TYPE, key));
    events.add(
        new EventRecord(id, Tenant.DEFAULT, new EventType(TYPE), now, 1, key, new byte[] {'1'}));
    outbox.add(id);
    compareAfter(Move.NONE);
  }

  /** A record of Kafka may come again at any time; then nothing is made. */
  void fanOut(int index, List<Fate> fates) {
    EventRecord event = events.get(index % events.size());
    List<WebhookId> claimed = new ArrayList<>();
    List<WebhookId> waiting = new ArrayList<>();
    for (int n = 0; n < fates.size(); n++) {
      switch (fates.get(n)) {
        case UNMATCHED -> {}
        case WAITS -> waiting.add(webhooks.get(n));
        case CLAIMED -> (isOrdered(event) ? waiting : claimed).add(webhooks.get(n));
      }
    }
    List<Claim> claims = relay.fanOuts.fanOut(event, claimed, waiting);
    if (outbox.remove(event.id())) {
      assertThat(claims).hasSameSizeAs(claimed);
      for (WebhookId webhook : waiting) {
        made(new Target(event.id(), webhook));
      }
      for (Claim claim : claims) {
        Target target = new Target(event.id(), claim.webhookId());
        deliveries.put(target, Delivery.waiting(claim.deliveryId(), now));
        claimed(target, claim);
      }
    } else {
      assertThat(claims).isEmpty();
    }
    compareAfter(Move.FAN_OUT);
  }

  /**
   * Workers claim at once what is in a state; each has some slots for each webhook. Which one gets
   * which delivery is not foreseen, but how many are claimed is, and that the longest due go first.
   */
  void claim(DeliveryState state, List<List<Integer>> slotsOfWorkers) {
    List<Room> rooms = slotsOfWorkers.stream().map(this::room).toList();
    Collection<Queue> queues = queues(state);
    for (Claim claim : relay.claimAtOnce(state, rooms)) {
      Target target = new Target(claim.eventId(), claim.webhookId());
      assertThat(queues).as("due").anyMatch(queue -> queue.has(target));
      claimed(target, claim);
    }
    queues.forEach(queue -> queue.assertTaken(rooms, this::isClaimed));
    compareAfter(Move.CLAIM);
  }

  private Room room(List<Integer> slots) {
    Map<WebhookId, Integer> room = new HashMap<>();
    for (int n = 0; n < slots.size(); n++) {
      if (slots.get(n) > 0) {
        room.put(webhooks.get(n), slots.get(n));
      }
    }
    return new Room(room);
  }

  /** What may be claimed, apart for each webhook, and for deliveries with an order and without. */
  private Collection<Queue> queues(DeliveryState state) {
    Map<List<Object>, Queue> queues = new HashMap<>();
    deliveries.forEach(
        (target, delivery) -> {
          if (delivery.state() == state
              && delivery.isDue(now)
              && endpoints.get(target.webhook()) == Endpoint.ENABLED
              && !waitsForEarlier(target)) {
            queues
                .computeIfAbsent(
                    List.of(target.webhook(), isOrdered(event(target))),
                    _ -> new Queue(target.webhook()))
                .add(target, delivery);
          }
        });
    return queues.values();
  }

  private boolean isClaimed(Target target) {
    return of(target).token() != null;
  }

  private boolean waitsForEarlier(Target target) {
    if (!isOrdered(event(target))) {
      return false;
    }
    return events.stream()
        .takeWhile(event -> !event.id().equals(target.event()))
        .filter(Model::isOrdered)
        .anyMatch(
            earlier -> {
              @Nullable Delivery first = deliveries.get(new Target(earlier.id(), target.webhook()));
              return outbox.contains(earlier.id()) || (first != null && first.isOpen());
            });
  }

  private void claimed(Target target, Claim claim) {
    Delivery delivery = of(target);
    assertThat(delivery.token()).as("claimed already").isNull();
    assertThat(tokens.add(claim.token())).as("fresh token").isTrue();
    assertThat(claim.attempts()).isEqualTo(delivery.attempts());
    assertThat(claim.seriesAttempts()).isEqualTo(delivery.seriesAttempts());
    underWay.add(claim);
    deliveries.put(target, delivery.claimed(claim.token(), now.plus(Relay.LEASE)));
  }

  /** Attempts end, in time or long after their claim was lost, and are recorded in one batch. */
  void finish(List<Ending> endings) {
    List<Ended> batch = new ArrayList<>();
    int late = 0;
    for (Ending ending : endings) {
      if (!underWay.isEmpty()) {
        Claim claim = underWay.remove(ending.claim() % underWay.size());
        Attempt attempt = new Attempt(AttemptId.next(), Duration.ofMillis(1), outcome(ending));
        batch.add(new Ended(claim, attempt, ending.next()));
        late += attempted(claim, attempt, ending.next()) ? 0 : 1;
      }
    }
    lastBatch = batch;
    assertThat(relay.results.attempted(batch)).as("late").isEqualTo(late);
    compareAfter(Move.RESULT);
  }

  private static Outcome outcome(Ending ending) {
    return switch (ending.next()) {
      case NextStep.Done _ ->
          new Outcome.Succeeded(
              new Outcome.Response(200, new Outcome.Headers(List.of(), 0), "body"));
      case NextStep.TryAgain _, NextStep.GiveUp _ ->
          new Outcome.Failed(Reason.CONNECT, "refused", null, null);
    };
  }

  /** Returns whether the claim still held. */
  private boolean attempted(Claim claim, Attempt attempt, NextStep next) {
    Target target = new Target(claim.eventId(), claim.webhookId());
    Delivery before = of(target);
    boolean held = before.isHeldWith(claim.token());
    Delivery after = held ? before.attempted(next, now) : before;
    deliveries.put(target, after);
    log.put(
        attempt.id(),
        new Logged(
            before.id(),
            claim.attempts() + 1,
            next instanceof NextStep.Done ? "succeeded" : "failed",
            !held,
            held ? after.due() : null));
    return held;
  }

  /** A batch is written again if it is not known whether it was committed. */
  void recordAgain() {
    assertThat(relay.results.attempted(lastBatch)).as("late").isZero();
    compareAfter(Move.NONE);
  }

  /** A claim is given back without an attempt. */
  void release(int index) {
    Claim claim = underWay.remove(index % underWay.size());
    relay.results.released(List.of(claim));
    change(delivery -> delivery.isHeldWith(claim.token()), delivery -> delivery.givenBack(now));
    compareAfter(Move.GIVE_BACK);
  }

  /** What is under way takes longer than its lease, and may end yet. */
  void lapse() {
    advance(Relay.LEASE.plusMillis(1));
    takeBackLapsed();
  }

  void takeBackLapsed() {
    int changed = change(delivery -> delivery.isLapsed(now), delivery -> delivery.givenBack(now));
    assertThat(relay.claims.takeBackLapsed()).isEqualTo(changed);
    compareAfter(Move.GIVE_BACK);
  }

  void cancelForDeletedWebhooks() {
    int cancelled = 0;
    for (Target target : List.copyOf(deliveries.keySet())) {
      if (endpoints.get(target.webhook()) == Endpoint.DELETED && of(target).waits()) {
        deliveries.computeIfPresent(target, (_, delivery) -> delivery.cancelled());
        cancelled++;
      }
    }
    assertThat(relay.claims.cancelForDeletedWebhooks()).isEqualTo(cancelled);
    compareAfter(Move.CANCEL);
  }

  // ---------------------------------------------------------------- operators

  void retry(int index) {
    Target target = target(index);
    Delivery delivery = of(target);
    boolean may =
        delivery.state() != DeliveryState.IN_FLIGHT
            && endpoints.get(target.webhook()) != Endpoint.DELETED;
    assertThat(operate(delivery, "retry")).isEqualTo(may ? 200 : 409);
    if (may) {
      deliveries.put(target, delivery.retried(now));
      audited.add(new Audited("delivery.retried", delivery.id().toString()));
    }
    compareAfter(Move.RETRY);
  }

  void cancel(int index) {
    Target target = target(index);
    Delivery delivery = of(target);
    boolean cancelled = delivery.state() == DeliveryState.CANCELLED;
    assertThat(operate(delivery, "cancel")).isEqualTo(delivery.waits() || cancelled ? 200 : 409);
    if (delivery.waits()) {
      deliveries.put(target, delivery.cancelled());
      audited.add(new Audited("delivery.cancelled", delivery.id().toString()));
    }
    compareAfter(Move.CANCEL);
  }

  private int operate(Delivery delivery, String what) {
    return relay.api.status("POST", "/deliveries/%s/%s".formatted(delivery.id(), what), null);
  }

  /** Makes what is missing and retries what is there. */
  void replay(int index, Collection<Integer> chosen) {
    EventId event = events.get(index % events.size()).id();
    List<WebhookId> to = chosen.stream().map(webhooks::get).toList();
    int status =
        relay.api.status(
            "POST",
            "/events/%s/replay".formatted(event),
            Map.of("webhookIds", to.stream().map(WebhookId::toString).toList()));
    if (outbox.contains(event)) {
      assertThat(status).isEqualTo(409);
    } else if (to.stream().anyMatch(webhook -> endpoints.get(webhook) == Endpoint.DELETED)) {
      assertThat(status).isEqualTo(400);
    } else {
      assertThat(status).isEqualTo(202);
      for (WebhookId webhook : to) {
        replayed(new Target(event, webhook));
      }
      audited.add(new Audited("event.replayed", event.toString()));
    }
    compareAfter(Move.REPLAY);
  }

  private void replayed(Target target) {
    @Nullable Delivery delivery = deliveries.get(target);
    if (delivery == null) {
      made(target);
    } else if (delivery.state() != DeliveryState.IN_FLIGHT) {
      deliveries.put(target, delivery.retried(now));
    }
  }

  void disable(int webhook) {
    operate(webhooks.get(webhook), Endpoint.DISABLED);
  }

  void enable(int webhook) {
    operate(webhooks.get(webhook), Endpoint.ENABLED);
  }

  void delete(int webhook) {
    operate(webhooks.get(webhook), Endpoint.DELETED);
  }

  private void operate(WebhookId webhook, Endpoint wish) {
    String path = "/webhooks/" + webhook;
    int status =
        switch (wish) {
          case ENABLED -> relay.api.status("PATCH", path, Map.of("enabled", true));
          case DISABLED -> relay.api.status("PATCH", path, Map.of("enabled", false));
          case DELETED -> relay.api.status("DELETE", path, null);
        };
    boolean exists = endpoints.get(webhook) != Endpoint.DELETED;
    assertThat(status >= 200 && status < 300).isEqualTo(exists);
    if (exists) {
      endpoints.put(webhook, wish);
    }
    compareAfter(Move.NONE);
  }

  @Override
  public String toString() {
    return "at %s: %s, in the outbox %s, %s, under way %s"
        .formatted(
            now, endpoints, outbox, deliveries, underWay.stream().map(Claim::token).toList());
  }

  // ---------------------------------------------------------------- what is known

  /** A new delivery, whose id only the relay knows. */
  private void made(Target target) {
    deliveries.put(target, Delivery.waiting(relay.delivery(target), now));
  }

  private Delivery of(Target target) {
    @Nullable Delivery delivery = deliveries.get(target);
    if (delivery == null) {
      throw new AssertionError("there is no delivery to " + target);
    }
    return delivery;
  }

  private Target target(int index) {
    return List.copyOf(deliveries.keySet()).get(index % deliveries.size());
  }

  private EventRecord event(Target target) {
    return events.stream()
        .filter(event -> event.id().equals(target.event()))
        .findAny()
        .orElseThrow();
  }

  private static boolean isOrdered(EventRecord event) {
    return event.orderingKey() != null;
  }

  private int change(Predicate<Delivery> which, Function<Delivery, Delivery> change) {
    int changed = 0;
    for (Target target : List.copyOf(deliveries.keySet())) {
      if (which.test(of(target))) {
        deliveries.put(target, change.apply(of(target)));
        changed++;
      }
    }
    return changed;
  }

  private void compareAfter(Move move) {
    Map<Target, Delivery> stored = relay.deliveries();
    steps.check(move, stored);
    assertThat(stored).isEqualTo(deliveries);
    assertThat(relay.log()).isEqualTo(log);
    assertThat(relay.counts())
        .isEqualTo(deliveries.values().stream().collect(groupingBy(Delivery::state, counting())));
    assertThat(relay.audited(objects())).containsExactlyInAnyOrderElementsOf(audited);
    assertAttemptsAreCounted();
  }

  private void assertAttemptsAreCounted() {
    Map<DeliveryId, Long> counted =
        log.values().stream()
            .filter(attempt -> !attempt.stale())
            .collect(groupingBy(Logged::delivery, counting()));
    for (Delivery delivery : deliveries.values()) {
      assertThat(counted.getOrDefault(delivery.id(), 0L)).isEqualTo(delivery.attempts());
    }
  }

  private List<String> objects() {
    return Stream.concat(
            deliveries.values().stream().map(delivery -> delivery.id().toString()),
            events.stream().map(event -> event.id().toString()))
        .toList();
  }
}
