package relay.api.ingest;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import relay.api.outbox.OutboxPublisher;
import relay.api.problem.Outage;
import relay.api.problem.Problem;
import relay.api.queue.BoundedQueue;
import relay.loop.BackgroundLoop;
import relay.loop.Pace;
import relay.loop.RepeatedFailure;

/**
 * Writes the events of many callers in one transaction: a commit waits for the disk, and one wait
 * serves all that came meanwhile. There is one writer, since a second would halve the groups, and
 * what an event costs PostgreSQL is the size of its group; everything after it works on what one
 * group was.
 */
@Component
class GroupCommit {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final RepeatedFailure refused =
      new RepeatedFailure(log, "PostgreSQL does not take events");

  private static final int MAX_WAITING = 4_096;
  private static final long MAX_WAITING_BYTES = 64L << 20;
  private static final int MAX_GROUP = 500;
  private static final long MAX_GROUP_BYTES = 4L << 20;
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Applies while several callers post: the event of a single caller is written at once. */
  private static final Duration BETWEEN_GROUPS = Duration.ofMillis(20);

  /** A group of so many waits no longer: what one more would save is little. */
  private static final int ENOUGH = 32;

  /** An event whose caller waits for its result. */
  private record Waiting(
      NewEvent event, long since, CompletableFuture<WriteResult> result, AtomicBoolean taken) {
    Waiting(NewEvent event) {
      this(event, System.nanoTime(), new CompletableFuture<>(), new AtomicBoolean());
    }

    /** Of the writer and a caller that gives up, one has it. */
    boolean take() {
      return taken.compareAndSet(false, true);
    }

    void giveUp() {
      var _ = take();
      result.completeExceptionally(new TimeoutException());
    }

    boolean isLate() {
      return System.nanoTime() - since > DEADLINE.toNanos();
    }
  }

  private final EventWriter writer;
  private final OutboxPublisher publisher;
  private final BoundedQueue<Waiting> queue =
      new BoundedQueue<>(MAX_WAITING, MAX_WAITING_BYTES, waiting -> waiting.event().sizeBytes());
  private final Pace pace;
  private final BackgroundLoop writing;
  private final BackgroundLoop givingUp;
  private volatile List<Waiting> inWriting = List.of();

  @Autowired
  GroupCommit(EventWriter writer, OutboxPublisher publisher) {
    this(writer, publisher, BETWEEN_GROUPS);
  }

  GroupCommit(EventWriter writer, OutboxPublisher publisher, Duration betweenGroups) {
    this.writer = writer;
    this.publisher = publisher;
    this.pace = Pace.of(betweenGroups);
    this.writing = BackgroundLoop.start("group-commit", Duration.ZERO, this::writeWaiting);
    this.givingUp = BackgroundLoop.start("group-commit-deadline", BETWEEN_LOOKS, this::giveUpLate);
  }

  /**
   * Writes an event; returns after the commit.
   *
   * @throws Problem if it can not be said now that the event is committed. If the writer had it
   *     already it may be: a repetition with the same idempotency key finds out.
   */
  WriteResult write(NewEvent event) {
    Waiting waiting = new Waiting(event);
    if (!queue.offer(waiting)) {
      throw Problem.unavailable("Too many events wait to be stored; repeat the request.");
    }
    if (queue.size() >= ENOUGH) {
      pace.hurry();
    }
    try {
      return waiting.result().get();
    } catch (InterruptedException stopping) {
      var _ = waiting.take();
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The service is stopping; repeat the request.");
    } catch (ExecutionException failure) {
      throw failed(failure);
    }
  }

  private static RuntimeException failed(ExecutionException failure) {
    if (failure.getCause() instanceof TimeoutException) {
      return Problem.unavailable("The database is too slow; repeat the request.");
    }
    return Outage.caused(failure)
        ? Outage.problem()
        : new IllegalStateException("an event could not be written", failure);
  }

  private boolean writeWaiting() throws InterruptedException {
    if (queue.size() > 1 || (queue.size() == 1 && inWriting.size() > 1)) {
      pace.await();
    }
    inWriting = queue.take(MAX_GROUP, MAX_GROUP_BYTES, PATIENCE);
    List<Waiting> group = inWriting.stream().filter(Waiting::take).toList();
    if (!group.isEmpty()) {
      write(group);
    }
    return true;
  }

  /** One timer for all: one for each caller was 6 % of what an event costs this service. */
  private boolean giveUpLate() {
    queue.waiting().filter(Waiting::isLate).forEach(Waiting::giveUp);
    inWriting.stream().filter(Waiting::isLate).forEach(Waiting::giveUp);
    return false;
  }

  private void write(List<Waiting> group) {
    try {
      EventWriter.Written written = writer.write(group.stream().map(Waiting::event).toList());
      publisher.publish(written.accepted());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).result().complete(written.results().get(i));
      }
    } catch (RuntimeException | Error failure) {
      fail(group, failure);
    }
  }

  /** What fails for a fault of one event must not fail the others of its group. */
  private void fail(List<Waiting> group, Throwable failure) {
    boolean outage = Outage.caused(failure);
    if (outage) {
      refused.note(failure);
    } else {
      log.atWarn()
          .addKeyValue("events", group.size())
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log("A group of events could not be written");
    }
    if (outage || group.size() == 1) {
      group.forEach(waiting -> waiting.result().completeExceptionally(failure));
    } else {
      group.forEach(waiting -> write(List.of(waiting)));
    }
  }

  @PreDestroy
  void close() {
    pace.end();
    writing.close();
    givingUp.close();
  }
}
