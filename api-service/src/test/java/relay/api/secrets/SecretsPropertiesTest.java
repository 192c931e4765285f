package relay.api.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import relay.api.Api;

class SecretsPropertiesTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Properties.class);

  @EnableConfigurationProperties(SecretsProperties.class)
  static class Properties {}

  @Test
  void the_service_does_not_start_without_a_key_and_says_how_to_make_one() {
    service.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("RELAY_SECRETS_KEYS")
                .hasMessageContaining("openssl rand -base64 32"));
  }

  @Test
  void the_service_does_not_start_with_a_malformed_key_and_does_not_show_it() {
    service
        .withPropertyValues("relay.secrets.keys=" + Api.SECRETS_KEY + ",second:short-key")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasMessageNotContaining("short-key")
                    .rootCause()
                    .hasMessageContaining("key 2 is not standard base64")
                    .hasMessageNotContaining("short-key"));
  }

  @Test
  void keys_are_separated_by_commas_and_the_first_encrypts() {
    service
        .withPropertyValues(
            "relay.secrets.keys=%s, %s".formatted(Api.SECRETS_KEY, Api.OLD_SECRETS_KEY))
        .run(
            context ->
                assertThat(context.getBean(SecretsProperties.class).cipher())
                    .hasToString("SecretCipher[first, old]"));
  }
}
