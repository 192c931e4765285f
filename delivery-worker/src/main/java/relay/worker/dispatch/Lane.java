package relay.worker.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Reason;

/**
 * What this worker holds for one webhook. A lane has its own limit of attempts that run at once: it
 * grows by one with each success and is halved when the endpoint shows that it cannot keep up, as
 * TCP does with its window. What is above {@value #OWN} it takes from the slots that all lanes
 * share, until it is idle. It may hold what it sends in {@link #AHEAD} at its pace, so that the
 * next attempt is there when one ends, no claim waits long, and few deliveries to a fast endpoint
 * are written as waiting first. Thread-safe.
 */
final class Lane {
  static final int OWN = 4;

  /** Short beside a lease. */
  static final Duration AHEAD = Duration.ofSeconds(1);

  static final int MAX_WAITING = 1_000;

  /** How much of the pace the latest attempt makes. */
  private static final int LATEST = 8;

  private final int own;
  private final int maxLimit;
  private final SharedSlots shared;
  private final HeldClaims all;
  private final BiConsumer<Lane, Claim> attempt;
  private final Deque<Claim> waiting = new ArrayDeque<>();
  private int limit;
  private int held;

  /** Before any is known, twice the limit may be held. */
  private long nanosAnAttempt = AHEAD.toNanos() / 2;

  private int running;
  private boolean behind;
  private boolean closed;

  /** {@code attempt} has to start the attempt on another thread and return. */
  Lane(int maxLimit, SharedSlots shared, HeldClaims all, BiConsumer<Lane, Claim> attempt) {
    this.own = Math.min(OWN, maxLimit);
    this.maxLimit = maxLimit;
    this.shared = shared;
    this.all = all;
    this.attempt = attempt;
    this.limit = own;
  }

  /**
   * Takes room for one claim of a new delivery that is about to be made. Once there was no room,
   * there is none until the deliveries that wait in the database have been claimed: new ones would
   * take every slot that comes free, and those that wait would wait for as long as more come.
   */
  synchronized boolean reserve() {
    if (behind || room() == 0) {
      behind = true;
      return false;
    }
    hold(1);
    return true;
  }

  /**
   * How many waiting deliveries should be claimed now: none until the room is worth a query, or a
   * backlog would be claimed one by one.
   */
  synchronized int claimable() {
    return room() >= Math.max(1, depth() / 4) ? room() : 0;
  }

  /** No delivery waits in the database for its first attempt. */
  synchronized void caughtUp() {
    behind = false;
  }

  /** Gives room back: a claim is settled, or was not made after all. */
  synchronized void free() {
    held--;
    all.add(-1);
    if (held == 0) {
      shrinkTo(own);
    }
  }

  /**
   * Takes room for claims that are already made, beyond the limit if it has shrunk meanwhile or two
   * claimed for the same room.
   */
  synchronized void hold(int claims) {
    held += claims;
    all.add(claims);
  }

  /** Takes a claim for which room is held. */
  synchronized void add(Claim claim) {
    waiting.add(claim);
    startNext();
  }

  /**
   * An attempt of this lane has ended. Returns what is to be given back: an endpoint that cannot
   * keep up any more gets later what was claimed for its former pace.
   */
  synchronized List<Claim> ended(Attempt attempt) {
    running--;
    nanosAnAttempt += (attempt.duration().toNanos() - nanosAnAttempt) / LATEST;
    List<Claim> excess = List.of();
    switch (attempt.outcome()) {
      case Outcome.Succeeded _ -> grow();
      case Outcome.Failed failed when isOverload(failed) -> {
        shrinkTo(Math.max(1, limit / 2));
        excess = excess();
      }
      case Outcome.Failed _ -> {}
    }
    startNext();
    return excess;
  }

  /** The latest of what waits, beyond what may be held. */
  private List<Claim> excess() {
    List<Claim> excess = new ArrayList<>();
    for (int left = held - depth(); left > 0 && !waiting.isEmpty(); left--) {
      excess.add(waiting.removeLast());
    }
    return excess;
  }

  /** A claim was given back instead of tried. */
  synchronized void skipped() {
    running--;
    startNext();
  }

  /** Starts no other attempt; returns the claims that wait. */
  synchronized List<Claim> close() {
    closed = true;
    List<Claim> left = new ArrayList<>(waiting);
    waiting.clear();
    return left;
  }

  synchronized boolean isIdle() {
    return held == 0;
  }

  synchronized int limit() {
    return limit;
  }

  private void grow() {
    if (limit < maxLimit && (limit < own || shared.take())) {
      limit++;
    }
  }

  private void shrinkTo(int smaller) {
    if (smaller < limit) {
      shared.giveBack(Math.max(0, limit - own) - Math.max(0, smaller - own));
      limit = smaller;
    }
  }

  private int room() {
    return closed ? 0 : Math.max(0, depth() - held);
  }

  /** How many may be held: never less than twice the limit. */
  private int depth() {
    long ahead = all.areMany() ? 0 : limit * AHEAD.toNanos() / Math.max(nanosAnAttempt, 1);
    return Math.max(2 * limit, (int) Math.min(ahead, limit + MAX_WAITING));
  }

  private void startNext() {
    while (running < limit && !closed) {
      Claim next = waiting.poll();
      if (next == null) {
        return;
      }
      running++;
      attempt.accept(this, next);
    }
  }

  private static boolean isOverload(Outcome.Failed failed) {
    return failed.reason() == Reason.TIMEOUT
        || failed.reason() == Reason.CONNECT
        || failed.reason() == Reason.STATUS_429
        || (failed.response() != null && failed.response().status() == 503);
  }
}
