package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.loop.RepeatedFailure;
import relay.wire.EventRecord;

/**
 * Publishes again what has stayed in the outbox too long: after a crash between commit and publish,
 * while Kafka was down, or after its data was wiped. What still waits in Kafka for the workers is
 * left there. An event that is published twice is fanned out once.
 */
@Component
class OutboxSweeper {
  private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);
  private static final int BATCH = 500;

  /** How many events are in memory at once; each may have 256 KiB. */
  private static final int GROUP = 50;

  private static final Duration LONGEST_CHECK_PAUSE = Duration.ofSeconds(1);
  private static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofSeconds(6);

  private final OutboxRows outbox;
  private final KafkaSender kafka;
  private final KafkaAdmin admin;
  private final FanOutLag lag;
  private final OutboxProperties properties;
  private final BackgroundLoop sweeping;
  private final RepeatedFailure failures =
      new RepeatedFailure(log, "Kafka does not take a swept event, which is tried again");
  private boolean kafkaFailed;

  OutboxSweeper(
      OutboxRows outbox,
      KafkaSender kafka,
      KafkaAdmin admin,
      FanOutLag lag,
      OutboxProperties properties) {
    this.outbox = outbox;
    this.kafka = kafka;
    this.admin = admin;
    this.lag = lag;
    this.properties = properties;
    Duration pause =
        properties.sweepAfter().compareTo(LONGEST_CHECK_PAUSE) < 0
            ? properties.sweepAfter()
            : LONGEST_CHECK_PAUSE;
    this.sweeping = BackgroundLoop.start("outbox-sweeper", pause, this::sweep);
  }

  /** After a failure a single event is tried first, so that an outage costs next to nothing. */
  private boolean sweep() throws InterruptedException {
    if (!outbox.isAnyDue()) {
      return false;
    }
    int limit = kafkaFailed ? 1 : BATCH;
    List<UUID> due =
        outbox.claimDue(
            limit,
            lag.beyond(properties.sweepAfter()),
            properties.sweepAfter(),
            properties.sweepCap());
    List<UUID> unpublished = new ArrayList<>();
    for (int from = 0; from < due.size(); from += GROUP) {
      List<UUID> group = due.subList(from, Math.min(from + GROUP, due.size()));
      unpublished.addAll(unpublished.isEmpty() ? publish(group) : group);
    }
    if (due.isEmpty()) {
      return false;
    }
    kafkaFailed = !unpublished.isEmpty();
    if (kafkaFailed) {
      recover(unpublished);
      return false;
    }
    failures.over();
    log.atInfo()
        .addKeyValue("events", due.size())
        .log("Published again what was not fanned out in time");
    return due.size() == limit;
  }

  /** Kafka may have lost its data, and then the topic is missing. */
  private void recover(List<UUID> unpublished) {
    outbox.giveBack(unpublished, properties.sweepAfter());
    if (admin.initialize()) {
      kafka.renew();
    }
  }

  /** Returns what Kafka did not acknowledge. */
  private List<UUID> publish(List<UUID> group) throws InterruptedException {
    Map<UUID, CompletableFuture<?>> sendings = new HashMap<>();
    for (EventRecord event : outbox.read(group)) {
      CompletableFuture<?> sending = kafka.send(event);
      sendings.put(event.id().uuid(), sending);
      if (sending.isCompletedExceptionally()) {
        break; // each further one would block as long as this one did
      }
    }
    List<UUID> unpublished = new ArrayList<>();
    long deadline = System.nanoTime() + ACKNOWLEDGEMENT_PATIENCE.toNanos();
    for (UUID event : group) {
      if (!isAcknowledged(sendings.get(event), deadline)) {
        unpublished.add(event);
      }
    }
    return unpublished;
  }

  private boolean isAcknowledged(@Nullable CompletableFuture<?> sending, long deadline)
      throws InterruptedException {
    if (sending == null) {
      return false;
    }
    try {
      sending.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException failure) {
      failures.note(failure);
      return false;
    }
  }

  @PreDestroy
  void close() {
    sweeping.close();
  }
}
