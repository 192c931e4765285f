package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import relay.settings.KafkaNames;
import relay.testservers.TestServers;

class FanOutLagTest {
  private static final Duration AGE = Duration.ofSeconds(5);

  private final String topic = "lag-" + UUID.randomUUID();
  private final String group = "workers-" + UUID.randomUUID();
  private final TopicPartition first = new TopicPartition(topic, 0);
  private final TopicPartition second = new TopicPartition(topic, 1);
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
  private final Admin admin = Admin.create(kafka);
  private final FanOutLag lag = new FanOutLag(new KafkaAdmin(kafka), new KafkaNames(topic, group));

  @BeforeEach
  void makeTopic() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
  }

  @AfterEach
  void close() throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    admin.close();
    lag.close();
  }

  @Test
  void what_no_worker_has_begun_to_read_may_be_lost() throws Exception {
    publish(first, Duration.ofSeconds(60));

    assertThat(lag.beyond(AGE)).isZero();
  }

  @Test
  void workers_that_have_read_all_are_not_behind() throws Exception {
    publish(first, Duration.ofSeconds(60));
    publish(second, Duration.ofSeconds(30));
    haveRead(first, 1);
    haveRead(second, 1);

    assertThat(lag.beyond(AGE)).isZero();
  }

  @Test
  void what_was_published_just_now_may_still_wait() throws Exception {
    publish(first, Duration.ofSeconds(1));
    haveRead(first, 0);

    assertThat(lag.beyond(AGE)).isZero();
  }

  @Test
  void the_oldest_record_of_any_partition_counts() throws Exception {
    publish(first, Duration.ofSeconds(60));
    publish(second, Duration.ofSeconds(60));
    publish(second, Duration.ofSeconds(15));
    haveRead(first, 1);
    haveRead(second, 1);
    assertThat(lag.beyond(AGE)).isEqualTo(Duration.ofSeconds(20 - 5));

    haveRead(first, 0);
    assertThat(lag.beyond(AGE)).isEqualTo(Duration.ofSeconds(80 - 5));
  }

  @Test
  void what_kafka_keeps_no_more_is_not_waited_for() throws Exception {
    publish(first, Duration.ofSeconds(60));
    haveRead(first, 0);
    admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(1))).all().get();

    assertThat(lag.beyond(AGE)).isZero();
  }

  @Test
  void while_kafka_does_not_answer_nothing_is_known_to_wait() throws Exception {
    FanOutLag unknown =
        new FanOutLag(
            new KafkaAdmin(
                Map.of(
                    "bootstrap.servers",
                    "127.0.0.1:1",
                    "request.timeout.ms",
                    100,
                    "default.api.timeout.ms",
                    200)),
            new KafkaNames(topic, group));

    assertThat(unknown.beyond(AGE)).isZero();
    unknown.close();
  }

  private void publish(TopicPartition partition, Duration age) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  partition.partition(),
                  Instant.now().minus(age).toEpochMilli(),
                  new byte[0],
                  new byte[0]))
          .get();
    }
  }

  private void haveRead(TopicPartition partition, long records) throws Exception {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(records)))
        .all()
        .get();
  }
}
