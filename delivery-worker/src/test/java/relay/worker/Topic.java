package relay.worker;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import relay.wire.EventRecord;

/** Makes the topic, which is api-service's to make. */
@TestConfiguration(proxyBeanMethods = false)
class Topic {
  @Bean
  NewTopic events() {
    return new NewTopic(EventRecord.TOPIC, 4, (short) 1);
  }
}
