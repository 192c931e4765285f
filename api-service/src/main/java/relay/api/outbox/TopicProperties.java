package relay.api.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the topic of events is made, whose name is the workers' too.
 *
 * @param partitions the most consumers that can share the fan-out, 1 to 1000
 * @param replicas copies of each partition, 1 to 10; without it the brokers' default
 * @param retention how long a payload is kept at most, 1 h to relay.retention.keep
 */
@ConfigurationProperties("relay.kafka")
record TopicProperties(
    @DefaultValue("12") int partitions,
    @Nullable Short replicas,
    @DefaultValue("24h") Duration retention) {
  private static final int MAX_PARTITIONS = 1000;
  private static final int MAX_REPLICAS = 10;
  private static final Duration MIN_RETENTION = Duration.ofHours(1);

  TopicProperties {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException("relay.kafka.partitions has to be 1 to 1000");
    }
    if (replicas != null && (replicas < 1 || replicas > MAX_REPLICAS)) {
      throw new IllegalArgumentException("relay.kafka.replicas has to be 1 to 10");
    }
    if (retention.compareTo(MIN_RETENTION) < 0) {
      throw new IllegalArgumentException(
          "relay.kafka.retention has to be 1h to relay.retention.keep");
    }
  }

  /**
   * For {@code retention.ms} and {@code segment.ms}. Kafka deletes whole segments: the first record
   * of one is kept for as long as the segment is written, and then for as long as its last record.
   */
  long halfRetentionMillis() {
    return retention.toMillis() / 2;
  }

  /**
   * For {@code min.insync.replicas}: with two replicas the loss of either must not stop publishing,
   * since the outbox brings again what a broker loses.
   */
  static short minInSyncReplicas(short replicas) {
    return (short) (replicas > 2 ? 2 : 1);
  }
}
