package relay.api.outbox;

import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import relay.wire.EventRecord;

/** The topic of accepted events, made by this service alone. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {
  /** The most consumers that can share the fan-out. */
  private static final int PARTITIONS = 12;

  /**
   * A record is of no use once it is fanned out, and what is not is published again from the
   * outbox. Kafka deletes whole segments that it writes no more, so a payload is in it for twice as
   * long at most: a day, and so no longer than {@code relay.retention.keep} can be.
   */
  private static final String KEPT_MILLIS = Long.toString(Duration.ofHours(12).toMillis());

  /**
   * The number of replicas is the brokers' default. A topic that is there gets the settings too.
   */
  @Bean
  NewTopic eventsTopic() {
    return TopicBuilder.name(EventRecord.TOPIC)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, KEPT_MILLIS)
        .config(TopicConfig.SEGMENT_MS_CONFIG, KEPT_MILLIS)
        .build();
  }
}
