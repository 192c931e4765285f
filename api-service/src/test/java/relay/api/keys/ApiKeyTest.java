package relay.api.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final String SECRET = "A".repeat(43);

  @Test
  void keys_have_the_form_that_is_promised_and_are_all_different() {
    assertThat(Stream.generate(ApiKey::create).limit(1_000).map(ApiKey::reveal))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("rk_[0-9a-hjkmnp-tv-z]{8}_[A-Za-z0-9_-]{43}"))
        .allMatch(text -> ApiKey.parse(text) != null);
  }

  @Test
  void its_hash_is_that_of_all_of_it() {
    ApiKey key = ApiKey.create();

    assertThat(key.hash().is(parsed(key.reveal()).hash())).isTrue();
    assertThat(key.hash().is(parsed(key.prefix() + "_" + SECRET).hash())).isFalse();
    assertThat(key.hash().is(KeyHash.NONE)).isFalse();
  }

  @Test
  void its_text_shows_the_prefix_alone() {
    ApiKey key = ApiKey.create();

    assertThat(key).hasToString("ApiKey[" + key.prefix() + "]");
    assertThat(key.reveal()).startsWith(key.prefix() + "_");
    assertThat(key.prefix()).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rk_",
        "rk_00000000",
        "rk_00000000_",
        "rk_0000000_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "rk_0000000u_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "RK_00000000_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "rk_00000000_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "rk_00000000_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAé",
        "rk_00000000_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
      })
  void nothing_else_is_a_key(String text) {
    assertThat(ApiKey.parse(text)).isNull();
  }

  private static ApiKey parsed(String text) {
    return Objects.requireNonNull(ApiKey.parse(text));
  }
}
