package relay.worker.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.loop.Pace;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Outcome;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import relay.worker.retry.NextStep;

/**
 * Takes results and writes them in batches: whatever came while one batch was written, or in the
 * moment since it began, is the next. While the database is down results wait in memory; there are
 * never more than the lanes hold, since a lane takes no other claim for one that is not settled.
 * Thread-safe.
 */
@Component
public class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final int BATCH = 500;

  /**
   * Of a middling load a batch would be a handful, which costs PostgreSQL twice as much a result.
   */
  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(40);

  /** A batch of so many waits no longer. */
  private static final int ENOUGH = 100;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

  private final ResultWriter writer;
  private final Counter stale;
  private final LinkedBlockingQueue<Result> queue = new LinkedBlockingQueue<>();
  private final List<Result> unwritten = new ArrayList<>(BATCH);
  private final Pace pace;
  private final BackgroundLoop writing;
  private volatile @Nullable Result oldestUnwritten;

  @Autowired
  Recorder(ResultWriter writer, MeterRegistry registry) {
    this(writer, registry, BETWEEN_BATCHES);
  }

  Recorder(ResultWriter writer, MeterRegistry registry, Duration betweenBatches) {
    this.writer = writer;
    this.pace = Pace.of(betweenBatches);
    this.stale =
        Counter.builder("relay.stale.results")
            .description("Attempts whose claim was lost before their result was recorded")
            .register(registry);
    Gauge.builder("relay.results.oldest.age", this, Recorder::oldestAgeSeconds)
        .description("How long the result has waited that waits longest to be recorded")
        .baseUnit("seconds")
        .register(registry);
    this.writing = BackgroundLoop.start("recorder", PAUSE_AFTER_FAILURE, this::writeNext);
  }

  /** Records an attempt; {@code settled} runs when that is durable. */
  public void attempted(Claim claim, Attempt attempt, NextStep next, Runnable settled) {
    logAttempt(claim, attempt, next);
    add(new Attempted(claim, attempt, next, Instant.now(), settled));
  }

  /** Gives a claim back without an attempt; {@code settled} runs when that is durable. */
  public void released(Claim claim, Runnable settled) {
    add(new Released(claim, Instant.now(), settled));
  }

  /** The next of an ordering key waits for the result of the one before. */
  private void add(Result result) {
    queue.add(result);
    if (result.claim().ordered() || queue.size() >= ENOUGH) {
      pace.hurry();
    }
  }

  /** A batch that fails stays in {@code unwritten} and is written again after the loop's pause. */
  private boolean writeNext() throws InterruptedException {
    if (unwritten.isEmpty()) {
      pace.await();
      Result first = queue.poll(100, TimeUnit.MILLISECONDS);
      if (first == null) {
        return true;
      }
      unwritten.add(first);
      oldestUnwritten = first;
      queue.drainTo(unwritten, BATCH - 1);
    }
    writeUnwritten();
    return true;
  }

  private void writeUnwritten() {
    try {
      write(unwritten);
    } catch (DataIntegrityViolationException oneIsAtFault) {
      writeEachAlone();
    }
    unwritten.forEach(result -> result.settled().run());
    unwritten.clear();
    oldestUnwritten = null;
  }

  private void write(List<Result> results) {
    List<Attempted> attempts = new ArrayList<>();
    List<Released> releases = new ArrayList<>();
    for (Result result : results) {
      switch (result) {
        case Attempted attempted -> attempts.add(attempted);
        case Released released -> releases.add(released);
      }
    }
    if (!attempts.isEmpty()) {
      stale.increment(writer.writeAttempts(attempts));
    }
    if (!releases.isEmpty()) {
      writer.writeReleases(releases);
    }
  }

  /** So that one result that can never be stored does not keep all others from being stored. */
  private void writeEachAlone() {
    for (Result result : unwritten) {
      try {
        write(List.of(result));
      } catch (DataIntegrityViolationException unstorable) {
        log.atError()
            .setCause(unstorable)
            .addKeyValue("delivery", result.claim().deliveryId())
            .log("A result cannot be stored; the delivery is tried again when its lease ends");
      }
    }
  }

  private double oldestAgeSeconds() {
    Result unwritten = oldestUnwritten;
    Result oldest = unwritten == null ? queue.peek() : unwritten;
    return oldest == null ? 0 : Duration.between(oldest.since(), Instant.now()).toMillis() / 1000.0;
  }

  private static void logAttempt(Claim claim, Attempt attempt, NextStep next) {
    var line =
        switch (attempt.outcome()) {
          case Outcome.Succeeded _ -> log.atDebug();
          // Not the error, which may hold what the endpoint sent: the attempt in the database has
          // it.
          case Outcome.Failed failed -> log.atInfo().addKeyValue("reason", failed.reason().label());
        };
    line.addKeyValue("event", claim.eventId())
        .addKeyValue("delivery", claim.deliveryId())
        .addKeyValue("webhook", claim.webhookId())
        .addKeyValue("attempt", claim.attempts() + 1)
        .addKeyValue("state", next.state().label())
        .log("Attempted");
  }

  /** Writes what is queued, once; what cannot be written is claimed again when its lease ends. */
  @PreDestroy
  void close() {
    pace.end();
    writing.close();
    queue.drainTo(unwritten);
    writeUnwritten();
  }
}
