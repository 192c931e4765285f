package relay.worker.fanout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** What happens to a batch whose handling failed. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
  /**
   * It is handled again until it succeeds: to pass over it would leave its events to the sweeper.
   */
  @Bean
  CommonErrorHandler retryForEver() {
    ExponentialBackOff pauses = new ExponentialBackOff(200, 2);
    pauses.setMaxInterval(5_000);
    return new DefaultErrorHandler(pauses);
  }
}
