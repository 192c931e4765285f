package relay.worker;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import relay.settings.KafkaNames;

/** Makes the topic, which is api-service's to make. */
@TestConfiguration(proxyBeanMethods = false)
class Topic {
  @Bean
  NewTopic events(KafkaNames names) {
    return new NewTopic(names.topic(), 4, (short) 1);
  }
}
