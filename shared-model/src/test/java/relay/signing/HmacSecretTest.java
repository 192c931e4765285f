package relay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSecretTest {
  /** The vector of the test suites of the official libraries. */
  @Test
  void the_published_vector_holds() {
    String signature =
        HmacSecret.parse("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void the_official_library_accepts_what_a_new_secret_signs() throws Exception {
    HmacSecret secret = HmacSecret.create();
    Instant now = Instant.now();
    String body = "{\"name\":\"Zoë\"}";
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("evt_1"),
            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature", List.of(secret.sign("evt_1", now, body.getBytes(UTF_8))));

    new Webhook(secret.reveal()).verify(body, HttpHeaders.of(headers, (name, value) -> true));
    assertThatThrownBy(
            () ->
                new Webhook(HmacSecret.create().reveal())
                    .verify(body, HttpHeaders.of(headers, (name, value) -> true)))
        .hasMessageContaining("No matching signature found");
  }

  @Test
  void the_body_signature_is_the_hex_hmac_of_the_body() {
    // RFC 4231, test case 4: a key of 25 bytes, 0x01 to 0x19, and 50 times 0xcd.
    byte[] body = new byte[50];
    Arrays.fill(body, (byte) 0xcd);
    HmacSecret secret = HmacSecret.parse("whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGQ==");

    assertThat(secret.signBody(body))
        .isEqualTo("sha256=82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_AAAA",
        "whsec_!!!!MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk="
      })
  void other_secrets_are_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> HmacSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be whsec_ and then 24 to 64 bytes in standard base64");
  }

  @Test
  void a_secret_does_not_print_itself() {
    HmacSecret secret = HmacSecret.create();
    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(secret.toString()).doesNotContain(secret.reveal().substring(6));
  }
}
