package relay.worker.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecretsPropertiesTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Properties.class);

  @EnableConfigurationProperties(SecretsProperties.class)
  static class Properties {}

  @Test
  void the_worker_does_not_start_without_a_key() {
    service.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("RELAY_SECRETS_KEYS")
                .hasMessageContaining("openssl rand -base64 32"));
  }
}
