package relay.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.model.WebhookId;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;

class SecretCipherTest {
  private static final String OLD = "2025:" + key(1);
  private static final String NEW = "2026:" + key(2);

  private final WebhookId webhook = WebhookId.next();
  private final SigningSecret secret = HmacSecret.create();

  @Test
  void a_secret_comes_back_as_it_was() throws Exception {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));

    String stored = cipher.encrypt(webhook, secret);

    assertThat(cipher.decrypt(webhook, stored).reveal()).isEqualTo(secret.reveal());
    assertThat(stored).startsWith("aes-256-gcm:2025:");
    assertThat(new String(Base64.getDecoder().decode(stored.split(":", -1)[2]), ISO_8859_1))
        .doesNotContain("whsec_", base64(secret));
  }

  @Test
  void a_private_key_comes_back_as_it_was() throws Exception {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));
    Ed25519Secret key = Ed25519Secret.create().secret();

    String stored = cipher.encrypt(webhook, key);

    assertThat(cipher.decrypt(webhook, stored))
        .isInstanceOf(Ed25519Secret.class)
        .extracting(SigningSecret::reveal)
        .isEqualTo(key.reveal());
  }

  @Test
  void a_session_comes_back_until_its_key_is_removed() throws Exception {
    String sent = SecretCipher.of(List.of(OLD)).encryptSession("a session");

    assertThat(SecretCipher.of(List.of(NEW, OLD)).decryptSession(sent)).isEqualTo("a session");
    assertThatThrownBy(() -> SecretCipher.of(List.of(NEW)).decryptSession(sent))
        .isInstanceOf(UnreadableSecretException.class);
  }

  /** Or the database has what lets somebody in. */
  @Test
  void neither_the_id_of_a_session_nor_a_stored_secret_is_a_session() {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));

    for (String sent : List.of("a session", cipher.encrypt(webhook, secret))) {
      assertThatThrownBy(() -> cipher.decryptSession(sent))
          .isInstanceOf(UnreadableSecretException.class);
    }
  }

  @Test
  void the_same_secret_never_makes_the_same_text() {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));

    assertThat(cipher.encrypt(webhook, secret)).isNotEqualTo(cipher.encrypt(webhook, secret));
  }

  @Test
  void the_secret_of_one_webhook_does_not_decrypt_for_another() {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));
    String stored = cipher.encrypt(webhook, secret);

    isUnreadable(cipher, WebhookId.next(), stored);
  }

  @Test
  void the_value_of_a_header_comes_back_for_its_webhook_and_name_alone() throws Exception {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));

    String stored = cipher.encryptHeader(webhook, "Authorization", "Bearer hidden-7");

    assertThat(stored).startsWith("aes-256-gcm:2025:").doesNotContain("hidden-7");
    assertThat(cipher.decryptHeader(webhook, "Authorization", stored)).isEqualTo("Bearer hidden-7");
    assertThatThrownBy(() -> cipher.decryptHeader(WebhookId.next(), "Authorization", stored))
        .isInstanceOf(UnreadableSecretException.class);
    assertThatThrownBy(() -> cipher.decryptHeader(webhook, "X-Shown", stored))
        .isInstanceOf(UnreadableSecretException.class);
  }

  /** Whoever can write to the database could have the secret sent to themselves as a header. */
  @Test
  void a_secret_that_is_stored_as_a_header_does_not_decrypt_nor_the_reverse() {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));

    assertThatThrownBy(
            () -> cipher.decryptHeader(webhook, "X-Shown", cipher.encrypt(webhook, secret)))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageNotContaining(base64(secret));
    isUnreadable(cipher, webhook, cipher.encryptHeader(webhook, "X-Shown", secret.reveal()));
  }

  @Test
  void a_header_that_was_stored_before_headers_were_encrypted_is_read() throws Exception {
    assertThat(SecretCipher.of(List.of(OLD)).decryptHeader(webhook, "X-Token", "hidden-7"))
        .isEqualTo("hidden-7");
  }

  @Test
  void a_text_that_was_changed_anywhere_does_not_decrypt() {
    SecretCipher cipher = SecretCipher.of(List.of(OLD));
    String stored = cipher.encrypt(webhook, secret);
    int start = "aes-256-gcm:2025:".length();

    for (int i = start; i < stored.length(); i++) {
      char other = stored.charAt(i) == 'A' ? 'B' : 'A';
      isUnreadable(cipher, webhook, stored.substring(0, i) + other + stored.substring(i + 1));
    }
    isUnreadable(cipher, webhook, stored.substring(0, start));
    isUnreadable(cipher, webhook, stored.substring(0, stored.length() - 4));
  }

  @Test
  void a_key_that_has_taken_the_id_of_another_does_not_decrypt() {
    String stored = SecretCipher.of(List.of(OLD)).encrypt(webhook, secret);

    isUnreadable(SecretCipher.of(List.of("2025:" + key(9))), webhook, stored);
  }

  @Test
  void a_key_that_is_not_there_is_named() {
    String stored = SecretCipher.of(List.of(OLD)).encrypt(webhook, secret);

    assertThatThrownBy(() -> SecretCipher.of(List.of(NEW)).decrypt(webhook, stored))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessage("relay.secrets.keys has no key with the id 2025");
  }

  @Test
  void the_first_key_encrypts_and_all_decrypt() throws Exception {
    String old = SecretCipher.of(List.of(OLD)).encrypt(webhook, secret);
    SecretCipher both = SecretCipher.of(List.of(NEW, OLD));

    assertThat(both.decrypt(webhook, old).reveal()).isEqualTo(secret.reveal());
    String rotated = both.encrypt(webhook, both.decrypt(webhook, old));
    assertThat(SecretCipher.of(List.of(NEW)).decrypt(webhook, rotated).reveal())
        .isEqualTo(secret.reveal());
  }

  @Test
  void a_secret_that_was_stored_before_secrets_were_encrypted_is_read() throws Exception {
    assertThat(SecretCipher.of(List.of(OLD)).decrypt(webhook, secret.reveal()).reveal())
        .isEqualTo(secret.reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aes-256-gcm:", "aes-256-gcm:2025", "aes-256-gcm::", "aes-256-gcm:2025:!", ""})
  void what_is_neither_is_unreadable(String stored) {
    isUnreadable(SecretCipher.of(List.of(OLD)), webhook, stored);
  }

  @Test
  void without_a_key_there_is_no_cipher_and_it_says_how_to_make_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretCipher.of(null))
        .withMessageStartingWith("relay.secrets.keys (environment variable RELAY_SECRETS_KEYS)")
        .withMessageContaining("openssl rand -base64 32");
    assertThatIllegalArgumentException().isThrownBy(() -> SecretCipher.of(List.of()));
  }

  @Test
  void each_key_has_an_id_of_its_own() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretCipher.of(List.of(NEW, "2026:" + key(7))))
        .withMessageContaining("two keys with the id 2026")
        .withMessageNotContaining(key(7));
  }

  @Test
  void a_key_of_another_form_is_refused_without_being_shown() {
    refused("key 2 has to start with an id", key(7));
    refused("key 2 has to start with an id", ":" + key(7));
    refused("key 2 has to start with an id", key(7) + ":2025");
    refused("key 2 is not standard base64", "2025:!" + key(7));
    refused("key 2 has 0 bytes", "2025:");
    refused("key 2 has 31 bytes", "2025:" + Base64.getEncoder().encodeToString(new byte[31]));
    refused("key 2 has 33 bytes", "2025:" + Base64.getEncoder().encodeToString(new byte[33]));
  }

  @Test
  void its_text_names_the_keys_alone() {
    assertThat(SecretCipher.of(List.of(NEW, OLD))).hasToString("SecretCipher[2026, 2025]");
    assertThat(EnvelopeKey.parse(NEW)).hasToString("EnvelopeKey[2026]");
  }

  private static void refused(String why, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretCipher.of(List.of(NEW, text)))
        .withMessageContaining(why)
        .satisfies(
            refused -> {
              assertThat(refused.getMessage()).doesNotContain(key(2)).doesNotContain(key(7));
              assertThat(refused.getCause()).isNull();
            });
  }

  private void isUnreadable(SecretCipher cipher, WebhookId of, String stored) {
    assertThatThrownBy(() -> cipher.decrypt(of, stored))
        .isInstanceOf(UnreadableSecretException.class)
        .hasNoCause()
        .hasMessageNotContaining(base64(secret));
  }

  private static String base64(SigningSecret secret) {
    return secret.reveal().substring("whsec_".length());
  }

  /** 32 bytes that are all the same. */
  private static String key(int filler) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filler);
    return Base64.getEncoder().encodeToString(key);
  }
}
