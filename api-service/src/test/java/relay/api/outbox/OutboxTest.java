package relay.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.OutageTest;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.settings.KafkaNames;
import relay.testservers.TestServers;
import relay.wire.EventRecord;

@OutageTest
class OutboxTest {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final String ANY_JSON =
      "{ \"id\" : 9007199254740993, \"price\":1.10, \"text\":\"Zoë 😀 \\u00e9\\/\" }";

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired KafkaNames names;
  @Autowired TransactionTemplate transaction;
  @Autowired OutboxRows outbox;
  @Autowired KafkaAdmin admin;

  private final String type = Api.newType();

  /** What other tests left would be swept here too. */
  @BeforeEach
  void emptyOutbox() {
    database.sql("DELETE FROM outbox").update();
  }

  /** The topic of an older relay has none of its own: a broker keeps what it has for a week. */
  @Test
  void kafka_keeps_payloads_for_a_day_at_most_whoever_made_the_topic() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, names.topic());
    try (Admin kafka =
        Admin.create(
            Map.of("bootstrap.servers", TestServers.stoppable().kafka().bootstrapServers()))) {
      List<AlterConfigOp> removed =
          Stream.of("retention.ms", "segment.ms")
              .map(
                  name -> new AlterConfigOp(new ConfigEntry(name, ""), AlterConfigOp.OpType.DELETE))
              .toList();
      kafka.incrementalAlterConfigs(Map.of(topic, removed)).all().get();

      admin.initialize();

      Config config = requireNonNull(kafka.describeConfigs(List.of(topic)).all().get().get(topic));
      long kept =
          Long.parseLong(config.get("retention.ms").value())
              + Long.parseLong(config.get("segment.ms").value());
      assertThat(Duration.ofMillis(kept)).isLessThanOrEqualTo(Duration.ofDays(1));
    }
  }

  @Test
  void an_accepted_event_is_published_byte_for_byte() {
    try (Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      String body =
          "{\"type\":\"%s\",\"data\":%s,\"timestamp\":\"2026-01-02T03:04:05.123456Z\",\"orderingKey\":\"k é\"}"
              .formatted(type, ANY_JSON);
      EventId event = EventId.parse(api.post("/events", body).is(202).text("id"));

      EventRecord published = topic.awaitRecord(event);

      assertThat(published.type()).isEqualTo(new EventType(type));
      assertThat(published.timestamp()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
      assertThat(published.orderingKey()).isEqualTo("k é");
      assertThat(published.subscriptionVersion()).isEqualTo(storedVersion(event));
      assertThat(published.data()).asString(UTF_8).isEqualTo(ANY_JSON);
    }
  }

  @Test
  void events_of_a_batch_are_published() {
    try (Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      String one = "{\"type\":\"%s\",\"data\":1}".formatted(type);
      List<String> ids =
          api.post("/events/batch", "{\"events\":[%s,%s]}".formatted(one, one))
              .is(202)
              .json()
              .path("results")
              .findValuesAsString("id");

      assertThat(ids).hasSize(2);
      ids.forEach(id -> topic.awaitRecord(EventId.parse(id)));
    }
  }

  @Test
  void an_event_whose_process_died_between_commit_and_publish_is_published_by_the_sweeper() {
    try (Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      EventRecord event = committed("ordering é");

      EventRecord published = topic.awaitRecord(event.id());

      assertThat(published)
          .usingRecursiveComparison()
          .as("as if it had been published at once")
          .isEqualTo(event);
      assertThat(api.isInOutbox(event.id())).as("it is not fanned out yet").isTrue();
    }
  }

  @Test
  void what_is_not_fanned_out_is_published_again_until_it_is() {
    try (Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      EventRecord event = committed(null);

      topic.awaitRecords(event.id(), 3);

      assertThat(sweeps(event.id())).isGreaterThanOrEqualTo(3);
      emptyOutbox();
    }
  }

  @Test
  void what_waits_in_kafka_for_the_workers_is_not_published_again() throws Exception {
    Map<String, Object> servers =
        Map.of("bootstrap.servers", TestServers.stoppable().kafka().bootstrapServers());
    try (Admin kafka = Admin.create(servers);
        Topic topic = Topic.fromNow(TestServers.stoppable().kafka(), names)) {
      RecordMetadata unread = publish(servers);
      kafka
          .alterConsumerGroupOffsets(
              names.group(),
              Map.of(
                  new TopicPartition(names.topic(), unread.partition()),
                  new OffsetAndMetadata(unread.offset())))
          .all()
          .get();
      EventRecord later;
      try {
        later = requireNonNull(transaction.execute(_ -> dueInASecond(committed(null))));

        await()
            .during(Duration.ofSeconds(4))
            .atMost(Api.PATIENCE)
            .until(() -> sweeps(later.id()) == 0);
      } finally {
        kafka.deleteConsumerGroups(List.of(names.group())).all().get();
      }

      topic.awaitRecord(later.id());
      emptyOutbox();
    }
  }

  private RecordMetadata publish(Map<String, Object> servers) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
      EventId event = api.event(type);
      return producer
          .send(
              new EventRecord(
                      event,
                      Tenant.DEFAULT,
                      new EventType(type),
                      Instant.now().truncatedTo(ChronoUnit.MICROS),
                      1,
                      null,
                      ANY_JSON.getBytes(UTF_8))
                  .toKafka(names.topic()))
          .get();
    }
  }

  private EventRecord dueInASecond(EventRecord event) {
    database
        .sql("UPDATE outbox SET next_sweep_at = now() + interval '1 second' WHERE event_id = ?")
        .param(event.id().uuid())
        .update();
    return event;
  }

  /** In one transaction {@code now()} stands still and the service's own sweeper sees nothing. */
  @Test
  void pauses_between_sweeps_double_up_to_the_cap() {
    List<Duration> pauses = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          EventId event = committed(null).id();
          for (int sweep = 0; sweep < 9; sweep++) {
            makeDue(event);
            assertThat(outbox.claimDue(10, Duration.ZERO, FIRST_PAUSE, LONGEST_PAUSE))
                .contains(event.uuid());
            pauses.add(pause(event));
          }
          assertThat(sweeps(event)).isEqualTo(9);
          assertThat(outbox.claimDue(10, Duration.ZERO, FIRST_PAUSE, LONGEST_PAUSE))
              .as("it is not due")
              .doesNotContain(event.uuid());
          status.setRollbackOnly();
        });

    assertThat(pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L, 300L);
  }

  @Test
  void the_pause_is_bounded_however_often_an_event_was_swept() {
    transaction.executeWithoutResult(
        status -> {
          EventId event = committed(null).id();
          database
              .sql("UPDATE outbox SET sweeps = 1000000 WHERE event_id = ?")
              .param(event.uuid())
              .update();

          assertThat(outbox.claimDue(10, Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1)))
              .contains(event.uuid());
          assertThat(pause(event)).isEqualTo(Duration.ofHours(1));
          status.setRollbackOnly();
        });
  }

  @Test
  void a_claim_that_is_given_back_does_not_count() {
    transaction.executeWithoutResult(
        status -> {
          EventId event = committed(null).id();
          outbox.claimDue(10, Duration.ZERO, FIRST_PAUSE, LONGEST_PAUSE);
          assertThat(sweeps(event)).isOne();

          outbox.giveBack(List.of(event.uuid()), FIRST_PAUSE);

          assertThat(sweeps(event)).isZero();
          assertThat(pause(event)).isEqualTo(FIRST_PAUSE);
          status.setRollbackOnly();
        });
  }

  @Test
  void a_sweeper_passes_over_what_another_one_is_claiming() {
    EventId locked = committed(null).id();
    try (ExecutorService sweeper = Executors.newVirtualThreadPerTaskExecutor()) {
      transaction.executeWithoutResult(
          _ -> {
            lock(locked);
            Future<List<UUID>> claimed =
                sweeper.submit(
                    () -> {
                      makeDue(locked);
                      return outbox.claimDue(10, Duration.ZERO, FIRST_PAUSE, LONGEST_PAUSE);
                    });

            assertThat(claimed)
                .succeedsWithin(Api.PATIENCE)
                .asInstanceOf(InstanceOfAssertFactories.list(UUID.class))
                .doesNotContain(locked.uuid());
          });
    }
  }

  /** What a process leaves that dies right after the commit. */
  private EventRecord committed(@Nullable String orderingKey) {
    EventId id = EventId.next();
    Instant timestamp = Instant.now().truncatedTo(ChronoUnit.MICROS);
    long version =
        database
            .sql(
                """
                WITH event AS (
                  INSERT INTO events (id, type, data, occurred_at, ordering_key, subscription_version)
                  SELECT :id, :type, :data, :timestamp, :key::text, version
                    FROM subscription_version
                  RETURNING *
                ), waiting AS (
                  INSERT INTO outbox (event_id, ordering_key, next_sweep_at)
                  SELECT id, ordering_key, now() FROM event
                )
                SELECT subscription_version FROM event
                """)
            .param("id", id.uuid())
            .param("type", type)
            .param("data", ANY_JSON)
            .param("timestamp", timestamp.atOffset(ZoneOffset.UTC))
            .param("key", orderingKey)
            .query(Long.class)
            .single();
    return new EventRecord(
        id,
        Tenant.DEFAULT,
        new EventType(type),
        timestamp,
        version,
        orderingKey,
        ANY_JSON.getBytes(UTF_8));
  }

  /** Against {@code FOR UPDATE}, but not against a change of the row. */
  private void lock(EventId event) {
    database
        .sql("SELECT event_id FROM outbox WHERE event_id = ? FOR KEY SHARE")
        .param(event.uuid())
        .query(UUID.class)
        .single();
  }

  private void makeDue(EventId event) {
    database
        .sql("UPDATE outbox SET next_sweep_at = now() WHERE event_id = ?")
        .param(event.uuid())
        .update();
  }

  private int sweeps(EventId event) {
    return database
        .sql("SELECT sweeps FROM outbox WHERE event_id = ?")
        .param(event.uuid())
        .query(Integer.class)
        .single();
  }

  private Duration pause(EventId event) {
    return Duration.ofMillis(
        database
            .sql(
                "SELECT extract(epoch FROM next_sweep_at - now()) * 1000 FROM outbox"
                    + " WHERE event_id = ?")
            .param(event.uuid())
            .query(Long.class)
            .single());
  }

  private long storedVersion(EventId event) {
    return database
        .sql("SELECT subscription_version FROM events WHERE id = ?")
        .param(event.uuid())
        .query(Long.class)
        .single();
  }
}
