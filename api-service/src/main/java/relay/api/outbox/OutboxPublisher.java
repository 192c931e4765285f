package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.api.queue.BoundedQueue;
import relay.loop.BackgroundLoop;
import relay.wire.EventRecord;

/**
 * Publishes events right after their commit. What it drops, because Kafka is down or too slow, is
 * still in the outbox and left to the {@link OutboxSweeper}.
 */
@Component
public class OutboxPublisher {
  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

  static final int MAX_EVENTS = 50_000;
  static final long MAX_BYTES = 64L << 20;
  private static final int BATCH = 500;
  private static final long BATCH_BYTES = 8L << 20;

  /** What an event takes beside its data. */
  private static final int OVERHEAD_BYTES = 500;

  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration REPORT_PAUSE = Duration.ofMinutes(1);

  private final KafkaSender kafka;
  private final BoundedQueue<EventRecord> queue =
      new BoundedQueue<>(
          MAX_EVENTS, MAX_BYTES, event -> (long) event.data().length + OVERHEAD_BYTES);
  private final AtomicLong leftToSweeper = new AtomicLong();
  private final BackgroundLoop publishing;
  private final BackgroundLoop reporting;

  OutboxPublisher(KafkaSender kafka) {
    this.kafka = kafka;
    this.publishing = BackgroundLoop.start("outbox-publisher", Duration.ZERO, this::publishWaiting);
    this.reporting = BackgroundLoop.start("outbox-report", REPORT_PAUSE, this::report);
  }

  /** Takes events that have been committed. Never blocks. */
  public void publish(List<EventRecord> committed) {
    for (EventRecord event : committed) {
      if (!queue.offer(event)) {
        leftToSweeper.incrementAndGet();
      }
    }
  }

  long waitingBytes() {
    return queue.bytes();
  }

  int waitingEvents() {
    return queue.size();
  }

  private boolean publishWaiting() throws InterruptedException {
    for (EventRecord event : queue.take(BATCH, BATCH_BYTES, PATIENCE)) {
      var _ = kafka.send(event).whenComplete((_, failure) -> count(failure));
    }
    return true;
  }

  private void count(@Nullable Throwable failure) {
    if (failure != null) {
      leftToSweeper.incrementAndGet();
    }
  }

  /** One line for many events: while Kafka is down, a line each would bury all else. */
  private boolean report() {
    long events = leftToSweeper.getAndSet(0);
    if (events > 0) {
      log.atWarn()
          .addKeyValue("events", events)
          .log("Events could not be published at once and are left to the sweeper: is Kafka up?");
    }
    return false;
  }

  /** What waits is handed to the producer, which sends it before it closes; at once or never. */
  @PreDestroy
  void close() throws InterruptedException {
    publishing.close();
    reporting.close();
    for (EventRecord event : queue.take(MAX_EVENTS, MAX_BYTES, Duration.ZERO)) {
      if (kafka.send(event).isCompletedExceptionally()) {
        return;
      }
    }
  }
}
