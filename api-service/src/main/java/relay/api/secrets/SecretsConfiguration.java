package relay.api.secrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import relay.secrets.SecretCipher;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
  @Bean
  SecretCipher secretCipher(SecretsProperties properties) {
    return properties.cipher();
  }
}
