package relay.worker.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.wire.EventRecord;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class FanOutTest {
  @Autowired Relay relay;
  @Autowired MeterRegistry registry;

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
  void an_event_for_nobody_leaves_the_outbox_and_has_no_delivery() {
    EventId event = relay.post(Relay.newType());

    await().atMost(Relay.PATIENCE).until(() -> !relay.isInOutbox(event));
    assertThat(relay.states(event)).isEmpty();
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
                        EventRecord.TOPIC, partition, null, "no event".getBytes(UTF_8))))
            .succeedsWithin(Relay.PATIENCE);
      }
      relay.publish(after);

      relay.awaitStates(before.id(), "succeeded");
      relay.awaitStates(after.id(), "succeeded");
    }
  }

  /** Nothing but Kafka brings the record again here: no sweeper runs. */
  @Test
  void a_batch_that_failed_is_handled_again_and_not_buried_by_the_next() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      EventRecord first = relay.accept(type);
      EventRecord second = relay.accept(type);
      long failures = failedBatches();
      TestServers.postgres().stop();
      try {
        relay.publish(first);
        await().atMost(Relay.PATIENCE).until(() -> failedBatches() > failures);
      } finally {
        TestServers.postgres().start();
      }
      relay.publish(second);

      relay.awaitStates(second.id(), "succeeded");
      relay.awaitStates(first.id(), "succeeded");
      assertThat(receiver.requests()).hasSize(2);
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
        EventRecord event = relay.accept(type);
        ProducerRecord<byte[], byte[]> toAny = event.toKafka();
        assertThat(
                producer.send(
                    new ProducerRecord<>(
                        toAny.topic(), partition, toAny.key(), toAny.value(), toAny.headers())))
            .succeedsWithin(Relay.PATIENCE);
      }
      int expected = partitions(producer);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(() -> assertThat(receiver.requests()).hasSize(expected));
    }
  }

  private static int partitions(KafkaProducer<byte[], byte[]> producer) {
    return producer.partitionsFor(EventRecord.TOPIC).size();
  }

  private long failedBatches() {
    return registry.find("spring.kafka.listener").tag("result", "failure").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
