package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import relay.api.Api;
import relay.model.EventId;
import relay.settings.KafkaNames;
import relay.testservers.TestKafka;
import relay.wire.EventRecord;

/** What is in the topic of accepted events, read as the worker reads it. Not thread-safe. */
final class Topic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<EventRecord> seen = new ArrayList<>();

  private Topic(TestKafka kafka, KafkaNames names) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(names.topic()).stream()
            .map(partition -> new TopicPartition(names.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Reads all that there is. */
  static Topic fromBeginning(TestKafka kafka, KafkaNames names) {
    return new Topic(kafka, names);
  }

  /** Reads what is published from now on. */
  static Topic fromNow(TestKafka kafka, KafkaNames names) {
    Topic topic = new Topic(kafka, names);
    topic.consumer.seekToEnd(topic.consumer.assignment());
    topic.consumer.assignment().forEach(topic.consumer::position);
    return topic;
  }

  /** Waits until an event is there; returns its first record. */
  EventRecord awaitRecord(EventId event) {
    return awaitRecords(event, 1).getFirst();
  }

  /** Waits until an event was published this often. */
  List<EventRecord> awaitRecords(EventId event, int times) {
    Instant deadline = Instant.now().plus(Api.PATIENCE);
    while (recordsOf(event).size() < times && Instant.now().isBefore(deadline)) {
      consumer.poll(POLL).forEach(received -> seen.add(EventRecord.fromKafka(received)));
    }
    assertThat(recordsOf(event)).as("records of %s", event).hasSizeGreaterThanOrEqualTo(times);
    return recordsOf(event);
  }

  /** Whether an event is among what was read so far, and what can be read at once. */
  boolean has(EventId event) {
    consumer.poll(POLL).forEach(received -> seen.add(EventRecord.fromKafka(received)));
    return !recordsOf(event).isEmpty();
  }

  private List<EventRecord> recordsOf(EventId event) {
    return seen.stream().filter(published -> published.id().equals(event)).toList();
  }

  /** The number of partitions; 0 if there is no topic. */
  static int partitions(TestKafka kafka, KafkaNames names) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      if (!admin
          .listTopics()
          .names()
          .get(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .contains(names.topic())) {
        return 0;
      }
      return admin
          .describeTopics(List.of(names.topic()))
          .allTopicNames()
          .get(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (Exception failure) {
      throw new IllegalStateException("Kafka does not answer", failure);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
