package relay.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KeyPropertiesTest {
  private static final String KEY = "0123456789abcdef";

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Properties.class);

  @EnableConfigurationProperties(KeyProperties.class)
  static class Properties {}

  @Test
  void the_service_does_not_start_without_a_key_and_says_what_to_set() {
    service.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("RELAY_API_KEY")
                .hasMessageContaining("16 to 200"));
  }

  @Test
  void the_service_does_not_start_with_a_short_key_and_does_not_show_it() {
    service
        .withPropertyValues("relay.api-key=short-key")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasMessageNotContaining("short-key")
                    .rootCause()
                    .hasMessageContaining("RELAY_API_KEY")
                    .hasMessageNotContaining("short-key"));
  }

  @Test
  void the_service_starts_with_a_key() {
    service
        .withPropertyValues("relay.api-key=" + KEY)
        .run(context -> assertThat(context.getBean(KeyProperties.class).apiKey()).isEqualTo(KEY));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0123456789abcde",
        "with a space in it",
        "not-ascii-é-at-all",
        "line\nbreak-in-the-key"
      })
  void another_key_is_refused(@Nullable String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyProperties(key));
  }

  @Test
  void keys_of_16_to_200_characters_are_taken() {
    assertThat(new KeyProperties("!".repeat(16)).apiKey()).hasSize(16);
    assertThat(new KeyProperties("~".repeat(200)).apiKey()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyProperties("~".repeat(201)));
  }

  @Test
  void its_text_does_not_show_the_key() {
    assertThat(new KeyProperties(KEY).toString()).doesNotContain(KEY);
  }
}
