package relay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;

class HmacSecretFuzzTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  @Property
  void bytes_come_back_if_they_are_24_to_64(@ForAll @Size(max = 100) byte[] key) {
    String text = "whsec_" + Base64.getEncoder().encodeToString(key);

    Optional<HmacSecret> secret = Reading.of(text, HmacSecret::parse);

    assertThat(secret.isPresent()).isEqualTo(key.length >= 24 && key.length <= 64);
    secret.ifPresent(taken -> assertThat(taken.reveal()).isEqualTo(text));
  }

  @Property
  void what_is_taken_has_one_form_and_what_is_refused_is_not_shown(@ForAll("texts") String text) {
    try {
      HmacSecret secret = HmacSecret.parse(text);
      assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{32,86}={0,2}");
      assertThat(HmacSecret.parse(secret.reveal()).reveal()).isEqualTo(secret.reveal());
      assertThat(secret.toString()).isEqualTo("HmacSecret[hidden]");
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessage("must be whsec_ and then 24 to 64 bytes in standard base64");
    }
  }

  @Property
  void the_official_library_accepts_every_signature_and_no_other(
      @ForAll @Size(min = 24, max = 64) byte[] key,
      @ForAll("bodies") String body,
      @ForAll("bodies") String other)
      throws Exception {
    String text = "whsec_" + Base64.getEncoder().encodeToString(key);
    Instant now = Instant.now();
    String signature = HmacSecret.parse(text).sign("evt_1", now, body.getBytes(UTF_8));
    HttpHeaders headers = headers(now, signature);

    new Webhook(text).verify(body, headers);
    if (!other.equals(body)) {
      assertThatThrownBy(() -> new Webhook(text).verify(other, headers))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Property
  void a_name_for_the_header_of_the_body_s_signature_can_be_sent(@ForAll("names") String name) {
    Reading.of(
            name,
            text -> {
              BodySignatureHeader.check(text);
              return text;
            })
        .ifPresent(
            taken ->
                assertThat(taken)
                    .startsWithIgnoringCase("x-")
                    .hasSizeBetween(3, 100)
                    .matches("[\\x21-\\x7e]+")
                    .doesNotContain(":"));
  }

  @Example
  void endless_texts_are_refused() {
    Texts.endless("whsec_")
        .forEach(text -> assertThat(Reading.of(text, HmacSecret::parse)).isEmpty());
  }

  private static HttpHeaders headers(Instant at, String signature) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of("evt_1"),
            "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
            "webhook-signature", List.of(signature)),
        (_, _) -> true);
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.near(SECRET, SECRET.substring("whsec_".length()), "whsec_", "WHSEC_" + SECRET);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(
            Texts.near("{\"type\":\"a\",\"data\":{}}"), Arbitraries.strings().ofMaxLength(50))
        .map(text -> new String(text.getBytes(UTF_8), UTF_8));
  }

  @Provide
  Arbitrary<String> names() {
    return Texts.near("X-AlgoHire-Signature", "x-a", "X-" + "a".repeat(98));
  }
}
