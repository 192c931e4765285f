package relay.worker.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;
import relay.model.EventId;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.settings.KafkaNames;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.wire.EventRecord;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class FanOutTest {
  @Autowired Relay relay;
  @Autowired MeterRegistry registry;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @Autowired KafkaAdmin topics;
  @Autowired KafkaNames names;

  @Test
  void a_record_read_again_does_nothing_however_late() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      EventRecord event = relay.accept(type);
      relay.publish(event, event);
      relay.awaitStates(event.id(), "succeeded");

      relay.publish(event);
      awaitThatAllBeforeIsRead();

      assertThat(relay.states(event.id())).containsExactly("succeeded");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void an_event_for_nobody_leaves_the_outbox_for_the_unmatched_and_has_no_delivery() {
    EventId event = relay.post(Relay.newType());

    await().atMost(Relay.PATIENCE).until(() -> !relay.isInOutbox(event));
    assertThat(relay.states(event)).isEmpty();
    assertThat(relay.isUnmatched(event)).isTrue();
  }

  @Test
  void an_event_is_for_the_webhooks_of_its_tenant_alone() {
    String type = Relay.newType();
    Tenant acme = new Tenant("acme");
    try (Receiver ofAcme = Receiver.answering(200);
        Receiver ofAnother = Receiver.answering(200)) {
      relay.give(relay.webhook(ofAcme.url(), type), acme);
      relay.webhook(ofAnother.url(), type);
      EventRecord event = relay.accept(acme, type, "{}", null);
      relay.publish(event);

      relay.awaitStates(event.id(), "succeeded");
      await().atMost(Relay.PATIENCE).until(() -> relay.tenantsOfLog(event.id()).size() == 1);

      assertThat(ofAcme.requests()).hasSize(1);
      assertThat(ofAnother.requests()).isEmpty();
      assertThat(relay.tenantsOfDeliveries(event.id())).containsExactly(acme);
      assertThat(relay.tenantsOfLog(event.id())).containsExactly(acme);
    }
  }

  /** What is in the outbox with the same key holds up a delivery, but not what others have. */
  @Test
  void an_ordering_key_is_of_its_tenant() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      relay.accept(new Tenant("acme"), type, "{}", type);
      EventRecord event = relay.accept(type, "{}", type);
      relay.publish(event);

      relay.awaitStates(event.id(), "succeeded");
    }
  }

  @Test
  void a_webhook_registered_just_before_the_event_gets_it() {
    for (int round = 0; round < 20; round++) {
      String type = Relay.newType();
      try (Receiver receiver = Receiver.answering(200)) {
        relay.webhook(receiver.url(), type);
        EventId event = relay.post(type);

        await().atMost(Relay.PATIENCE).until(() -> !relay.isInOutbox(event));
        assertThat(relay.states(event)).hasSize(1);
        assertThat(relay.isUnmatched(event)).isFalse();
        relay.awaitStates(event, "succeeded");
      }
    }
  }

  @Test
  void a_record_that_cannot_be_read_holds_up_no_other() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200);
        KafkaProducer<byte[], byte[]> producer = relay.producer()) {
      relay.webhook(receiver.url(), type);
      EventRecord before = relay.accept(type);
      EventRecord after = relay.accept(type);
      relay.publish(before);
      for (int partition = 0; partition < partitions(producer); partition++) {
        assertThat(
                producer.send(
                    new ProducerRecord<>(
                        names.topic(), partition, null, "no event".getBytes(UTF_8))))
            .succeedsWithin(Relay.PATIENCE);
      }
      relay.publish(after);

      relay.awaitStates(before.id(), "succeeded");
      relay.awaitStates(after.id(), "succeeded");
    }
  }

  /** Nothing but Kafka brings the records again here: no sweeper runs. */
  @Test
  @Tag("slow")
  void offsets_are_committed_after_the_work_so_a_failed_batch_is_not_buried_by_the_next()
      throws Exception {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200);
        Admin kafka = admin()) {
      relay.webhook(receiver.url(), type);
      EventRecord first = relay.accept(type);
      EventRecord second = relay.accept(type);
      long failures = failedBatches();
      long offset;
      TestServers.stoppable().postgres().stop();
      try {
        offset = relay.publishTo(0, first);
        await().atMost(Relay.PATIENCE).until(() -> failedBatches() > failures);
        relay.publishTo(0, second);
        long more = failedBatches();
        await().atMost(Relay.PATIENCE).until(() -> failedBatches() > more);
        assertThat(committed(kafka, 0)).isLessThanOrEqualTo(offset);
      } finally {
        TestServers.stoppable().postgres().start();
      }

      relay.awaitStates(first.id(), "succeeded");
      relay.awaitStates(second.id(), "succeeded");
      assertThat(receiver.requests()).hasSize(2);
      await().atMost(Relay.PATIENCE).until(() -> committed(kafka, 0) > offset + 1);
    }
  }

  /** The sweeper of api-service, played here, publishes what stays in the outbox. */
  @Test
  @Tag("slow")
  void events_outlive_the_loss_of_all_that_kafka_has() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      EventRecord event = relay.accept(type);
      MessageListenerContainer consumer = requireNonNull(listeners.getListenerContainer("fan-out"));
      consumer.pause();
      await().atMost(Relay.PATIENCE).until(consumer::isContainerPaused);
      try {
        relay.publish(event);
        TestServers.stoppable().kafka().wipe();
        // Only then is what it may have fetched ahead lost as well.
        await()
            .atMost(Relay.PATIENCE.multipliedBy(2))
            .until(() -> requireNonNull(consumer.getAssignedPartitions()).isEmpty());
      } finally {
        consumer.resume();
      }
      assertThat(relay.isInOutbox(event.id())).isTrue();

      assertThat(topics.initialize()).isTrue();
      relay.publish(event);

      relay.awaitStates(event.id(), "succeeded");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void what_matches_a_disabled_webhook_is_held_and_goes_on_when_it_is_enabled() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      relay.enable(webhook, false);
      EventId event = relay.post(type);
      relay.awaitStates(event, "pending");
      awaitThatAllBeforeIsRead();
      assertThat(receiver.requests()).isEmpty();

      relay.enable(webhook, true);

      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  /** A delivery on every partition shows that each was read up to here. */
  private void awaitThatAllBeforeIsRead() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200);
        KafkaProducer<byte[], byte[]> producer = relay.producer()) {
      relay.webhook(receiver.url(), type);
      for (int partition = 0; partition < partitions(producer); partition++) {
        relay.publishTo(partition, relay.accept(type));
      }
      int expected = partitions(producer);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(() -> assertThat(receiver.requests()).hasSize(expected));
    }
  }

  private int partitions(KafkaProducer<byte[], byte[]> producer) {
    return producer.partitionsFor(names.topic()).size();
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestServers.stoppable().kafka().bootstrapServers()));
  }

  /** The offset that the group would go on from; 0 if it has not committed any. */
  private long committed(Admin kafka, int partition) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        kafka.listConsumerGroupOffsets(names.group()).partitionsToOffsetAndMetadata().get();
    OffsetAndMetadata offset = offsets.get(new TopicPartition(names.topic(), partition));
    return offset == null ? 0 : offset.offset();
  }

  private long failedBatches() {
    return registry.find("spring.kafka.listener").tag("result", "failure").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
