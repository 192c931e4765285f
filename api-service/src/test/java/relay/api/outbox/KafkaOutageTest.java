package relay.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.OutageTest;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.settings.KafkaNames;
import relay.testservers.TestServers;
import relay.wire.EventRecord;

@OutageTest
class KafkaOutageTest {
  private static final int PARTITIONS = 12;

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired KafkaNames names;
  @Autowired OutboxPublisher publisher;

  private final String type = Api.newType();

  /** What other tests left would be swept here too, before what this one waits for. */
  @BeforeEach
  void emptyOutbox() {
    database.sql("DELETE FROM outbox").update();
  }

  @AfterEach
  void startKafka() {
    TestServers.stoppable().kafka().start();
    try (Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      topic.awaitRecord(api.event(type));
    }
    emptyOutbox();
  }

  @Test
  void without_kafka_events_are_accepted_quickly_within_bounds_and_published_when_it_is_back() {
    TestServers.stoppable().kafka().stop();
    publishInVain(records(3 * OutboxPublisher.MAX_EVENTS, 1));
    publishInVain(records(2_000, 256 << 10));

    List<EventId> events = new ArrayList<>();
    assertThat(timeOf(() -> IntStream.range(0, 50).forEach(_ -> events.add(api.event(type)))))
        .isLessThan(Duration.ofSeconds(10));

    assertThat(events).allMatch(api::isInOutbox);
    makeDue(events, 7);
    awaitSweeps(events.getFirst(), 8);
    awaitSweeps(events.getFirst(), 7);

    TestServers.stoppable().kafka().start();
    try (Topic topic = Topic.fromBeginning(TestServers.stoppable().kafka(), names)) {
      events.forEach(topic::awaitRecord);
    }
    assertThat(events).as("they are not fanned out yet").allMatch(api::isInOutbox);
  }

  @Test
  void when_kafkas_data_is_lost_the_topic_is_made_again_and_what_is_in_the_outbox_is_published() {
    List<EventId> events = List.of(api.event(type), api.event(type), api.event(type));
    try (Topic topic = Topic.fromBeginning(TestServers.stoppable().kafka(), names)) {
      events.forEach(topic::awaitRecord);
    }

    TestServers.stoppable().kafka().wipe();

    await()
        .atMost(Api.PATIENCE)
        .until(() -> Topic.partitions(TestServers.stoppable().kafka(), names) == PARTITIONS);
    try (Topic topic = Topic.fromBeginning(TestServers.stoppable().kafka(), names)) {
      events.forEach(topic::awaitRecord);
      topic.awaitRecord(api.event(type));
    }
  }

  /** As an ingest that goes on for long would: neither its memory nor its time may grow. */
  private void publishInVain(List<EventRecord> events) {
    assertThat(timeOf(() -> publisher.publish(events))).isLessThan(Duration.ofSeconds(5));
    assertThat(publisher.waitingEvents()).isLessThanOrEqualTo(OutboxPublisher.MAX_EVENTS);
    assertThat(publisher.waitingBytes()).isLessThanOrEqualTo(OutboxPublisher.MAX_BYTES);
  }

  private List<EventRecord> records(int count, int bytes) {
    byte[] data = "1".repeat(bytes).getBytes(UTF_8);
    EventRecord event =
        new EventRecord(
            EventId.next(), Tenant.DEFAULT, new EventType(type), Instant.EPOCH, 1, null, data);
    return Collections.nCopies(count, event);
  }

  private static Duration timeOf(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void makeDue(List<EventId> events, int sweeps) {
    for (EventId event : events) {
      database
          .sql("UPDATE outbox SET sweeps = ?, next_sweep_at = now() WHERE event_id = ?")
          .param(sweeps)
          .param(event.uuid())
          .update();
    }
  }

  private void awaitSweeps(EventId event, int sweeps) {
    await()
        .atMost(Api.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                database
                    .sql("SELECT sweeps FROM outbox WHERE event_id = ?")
                    .param(event.uuid())
                    .query(Integer.class)
                    .single(),
            found -> found == sweeps);
  }
}
