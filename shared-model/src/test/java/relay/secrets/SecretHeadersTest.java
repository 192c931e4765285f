package relay.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Proxy-Authorization",
        "X-Authorisation",
        "Authentication",
        "X-Auth",
        "X-Auth-User",
        "X_OAuth",
        "Cookie",
        "Set-Cookie2",
        "X-Access-Token",
        "X-CSRFToken",
        "Client-Secret",
        "X-Password",
        "X-Passwd",
        "X-Passphrase",
        "X-Session-Id",
        "X-Credentials",
        "X-Api-Key",
        "apikey",
        "X-Api_Key-Id",
        "X-Signature-Key",
        "Ocp-Apim-Subscription-Key",
        "X-AccessKey",
        "X-Access-Key-Id",
        "X-Private-Key-2",
        "X-Keys",
        "X-BasicAuth",
        "X-AuthHeader",
        "X-Authentification",
        "X-Signature",
        "X-Pwd",
        "X-Passcode",
        "X-JWT",
        "X-Bearer"
      })
  void a_header_that_carries_a_credential_is_secret_whatever_its_case(String name) {
    assertThat(SecretHeaders.isSecret(name)).isTrue();
    assertThat(SecretHeaders.isSecret(name.toLowerCase(Locale.ROOT))).isTrue();
    assertThat(SecretHeaders.isSecret(name.toUpperCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Tenant",
        "X-Shop",
        "Accept",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "X-Author",
        "X-Authority",
        "X-Keyboard",
        "X-Compass",
        "X-Request-Id",
        "traceparent"
      })
  void others_are_shown(String name) {
    assertThat(SecretHeaders.isSecret(name)).isFalse();
    assertThat(SecretHeaders.isSecret(name.toUpperCase(Locale.ROOT))).isFalse();
  }
}
