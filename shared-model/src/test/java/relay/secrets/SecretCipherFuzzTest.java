package relay.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;
import relay.model.WebhookId;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;

class SecretCipherFuzzTest {
  private static final String BASE64 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final WebhookId WEBHOOK = WebhookId.next();
  private static final SigningSecret SECRET = HmacSecret.create();

  private final SecretCipher cipher = SecretCipher.of(List.of("first:" + BASE64));
  private final String stored = cipher.encrypt(WEBHOOK, SECRET);

  @Property
  void a_secret_comes_back_for_its_webhook_alone(
      @ForAll @Size(min = 24, max = 64) byte[] key, @ForAll long high, @ForAll long low) {
    SigningSecret secret = HmacSecret.parse(Base64.getEncoder().encodeToString(key));
    WebhookId webhook = new WebhookId(new UUID(high, low));

    String encrypted = cipher.encrypt(webhook, secret);

    assertThat(encrypted).matches("aes-256-gcm:first:[A-Za-z0-9+/]+={0,2}");
    assertThat(decrypted(webhook, encrypted)).contains(secret.reveal());
    assertThat(decrypted(WEBHOOK, encrypted)).isEmpty();
  }

  @Property
  void a_header_comes_back_for_its_name_alone(
      @ForAll @CharRange(from = '!', to = '~') String name,
      @ForAll @CharRange(from = '!', to = '~') String other,
      @ForAll @CharRange(from = ' ', to = '~') String value)
      throws Exception {
    String encrypted = cipher.encryptHeader(WEBHOOK, name, value);

    assertThat(cipher.decryptHeader(WEBHOOK, name, encrypted)).isEqualTo(value);
    assertThat(decrypted(WEBHOOK, encrypted)).isEmpty();
    if (!other.equals(name)) {
      assertThatThrownBy(() -> cipher.decryptHeader(WEBHOOK, other, encrypted))
          .isInstanceOf(UnreadableSecretException.class);
    }
  }

  @Property
  void what_was_changed_is_unreadable(@ForAll("changed") String changed) {
    assertThat(decrypted(WEBHOOK, changed).orElse(SECRET.reveal())).isEqualTo(SECRET.reveal());
  }

  @Property
  void foreign_text_is_unreadable(@ForAll("foreign") String foreign) {
    assertThat(decrypted(WEBHOOK, foreign)).isEmpty();
  }

  @Property
  void a_key_is_refused_without_being_shown(@ForAll("keys") String text) {
    try {
      assertThat(text).startsWith(EnvelopeKey.parse(text).id() + ":");
      assertThat(EnvelopeKey.parse(text).id()).hasSizeBetween(1, 32).doesNotContain(":");
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal).isExactlyInstanceOf(IllegalArgumentException.class).hasNoCause();
      assertThat(refusal.getMessage()).doesNotContain("Qk1");
    }
  }

  @Example
  void endless_texts_are_refused() {
    Texts.endless("aes-256-gcm:first:")
        .forEach(text -> assertThat(decrypted(WEBHOOK, text)).isEmpty());
    Texts.endless("a:").forEach(text -> assertThat(Reading.of(text, EnvelopeKey::parse)).isEmpty());
    Texts.endless("a").forEach(text -> assertThat(Reading.of(text, EnvelopeKey::parse)).isEmpty());
  }

  private Optional<String> decrypted(WebhookId webhook, String text) {
    try {
      return Optional.of(cipher.decrypt(webhook, text).reveal());
    } catch (UnreadableSecretException unreadable) {
      assertThat(unreadable.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<String> changed() {
    return Texts.near(stored);
  }

  @Provide
  Arbitrary<String> foreign() {
    return Texts.near(
        "aes-256-gcm:",
        "aes-256-gcm:first:",
        "aes-256-gcm:second:AAAA",
        "aes-256-gcm:first:" + BASE64);
  }

  @Provide
  Arbitrary<String> keys() {
    return Texts.near("first:" + "Qk1k".repeat(10) + "Qk0=", "Qk1k".repeat(10) + "Qk0=");
  }
}
