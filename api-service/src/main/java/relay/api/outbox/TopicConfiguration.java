package relay.api.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import relay.api.retention.RetentionProperties;
import relay.settings.KafkaNames;

/** The topic of accepted events, made by this service alone. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {
  /** A topic that is there gets more partitions and the settings too. */
  @Bean
  NewTopic eventsTopic(KafkaNames names, TopicProperties topic, RetentionProperties history) {
    if (topic.retention().compareTo(history.keep()) > 0) {
      throw new InvalidConfigurationPropertyValueException(
          "relay.kafka.retention",
          topic.retention(),
          "It is longer than relay.retention.keep, %s: payloads would outlive their events."
              .formatted(history.keep()));
    }
    String half = Long.toString(topic.halfRetentionMillis());
    TopicBuilder made =
        TopicBuilder.name(names.topic())
            .partitions(topic.partitions())
            .config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
            .config(TopicConfig.RETENTION_MS_CONFIG, half)
            .config(TopicConfig.SEGMENT_MS_CONFIG, half);
    Short replicas = topic.replicas();
    if (replicas != null) {
      made.replicas(replicas)
          .config(
              TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
              Short.toString(TopicProperties.minInSyncReplicas(replicas)));
    }
    return made.build();
  }
}
