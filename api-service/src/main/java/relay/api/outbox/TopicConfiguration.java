package relay.api.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import relay.wire.EventRecord;

/** The topic of accepted events, made by this service alone. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {
  /** The most consumers that can share the fan-out. */
  private static final int PARTITIONS = 12;

  /** The number of replicas is the brokers' default. */
  @Bean
  NewTopic eventsTopic() {
    return TopicBuilder.name(EventRecord.TOPIC).partitions(PARTITIONS).build();
  }
}
