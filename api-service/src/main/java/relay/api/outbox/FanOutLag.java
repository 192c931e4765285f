package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.settings.KafkaNames;

/**
 * How far the workers are behind: what waits in Kafka for them is not lost, and to publish it again
 * would give them more to read just when they have too much. For one thread.
 */
@Component
class FanOutLag {
  /** Some hours, with a shortest age of seconds. */
  private static final int MAX_DOUBLINGS = 12;

  /** What Kafka says where no record is that late. */
  private static final long NONE = -1;

  private final KafkaAdmin kafka;
  private final KafkaNames names;
  private @Nullable Admin admin;

  FanOutLag(KafkaAdmin kafka, KafkaNames names) {
    this.kafka = kafka;
    this.names = names;
  }

  /**
   * How much older than the given age records are that the workers have not read yet, rounded up;
   * zero if they are not, or if no worker has read any, or if Kafka does not answer. The answer
   * takes as long as the admin client's time-outs.
   */
  Duration beyond(Duration age) throws InterruptedException {
    try {
      Map<TopicPartition, Long> read = read();
      Duration oldest = age;
      for (int doubling = 0;
          doubling < MAX_DOUBLINGS && !isAllRead(Instant.now().minus(oldest), read);
          doubling++) {
        oldest = oldest.multipliedBy(2);
      }
      return oldest.minus(age);
    } catch (ExecutionException unknown) {
      return Duration.ZERO;
    }
  }

  /** The offsets that the workers have committed. */
  private Map<TopicPartition, Long> read() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> read = new HashMap<>();
    for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> committed :
        admin()
            .listConsumerGroupOffsets(names.group())
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()) {
      OffsetAndMetadata offset = committed.getValue();
      if (offset != null && committed.getKey().topic().equals(names.topic())) {
        read.put(committed.getKey(), offset.offset());
      }
    }
    return read;
  }

  /** Whether all that was published before has been read, or has expired. */
  private boolean isAllRead(Instant published, Map<TopicPartition, Long> read)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> after =
        offsets(read, OffsetSpec.forTimestamp(published.toEpochMilli()));
    Map<TopicPartition, Long> end = offsets(read, OffsetSpec.latest());
    Map<TopicPartition, Long> kept = offsets(read, OffsetSpec.earliest());
    return read.entrySet().stream()
        .allMatch(
            partition -> {
              long first = after.getOrDefault(partition.getKey(), NONE);
              long needed = first == NONE ? end.getOrDefault(partition.getKey(), 0L) : first;
              return partition.getValue() >= needed
                  || kept.getOrDefault(partition.getKey(), 0L) >= needed;
            });
  }

  private Map<TopicPartition, Long> offsets(Map<TopicPartition, Long> of, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    of.keySet().forEach(partition -> specs.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> listed :
        admin().listOffsets(specs).all().get().entrySet()) {
      offsets.put(listed.getKey(), listed.getValue().offset());
    }
    return offsets;
  }

  /** Made when it is needed: the service starts without Kafka. */
  private Admin admin() {
    Admin made = admin;
    if (made == null) {
      made = Admin.create(kafka.getConfigurationProperties());
      admin = made;
    }
    return made;
  }

  @PreDestroy
  void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
