package relay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519SecretTest {
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  /** The vector of the test suite of the official library for Go, which alone has one. */
  @Test
  void the_published_vector_holds() {
    String signature =
        SigningSecret.parse("whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=")
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY);

    assertThat(signature)
        .isEqualTo(
            "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==");
  }

  @Test
  void what_a_new_key_signs_its_public_key_verifies_and_no_other() throws Exception {
    Ed25519Secret.KeyPair pair = Ed25519Secret.create();

    String signature = pair.secret().sign("evt_1", AT, BODY);

    assertThat(verifies(pair.publicKey(), "evt_1.1614265330.{\"test\": 2432232314}", signature))
        .isTrue();
    assertThat(verifies(pair.publicKey(), "evt_2.1614265330.{\"test\": 2432232314}", signature))
        .isFalse();
    assertThat(
            verifies(
                Ed25519Secret.create().publicKey(),
                "evt_1.1614265330.{\"test\": 2432232314}",
                signature))
        .isFalse();
  }

  @Test
  void a_key_comes_back_from_its_text() {
    Ed25519Secret secret = Ed25519Secret.create().secret();

    SigningSecret read = SigningSecret.parse(secret.reveal());

    assertThat(secret.reveal()).matches("whsk_[A-Za-z0-9+/]{43}=");
    assertThat(read.reveal()).isEqualTo(secret.reveal());
    assertThat(read.sign("evt_1", AT, BODY)).isEqualTo(secret.sign("evt_1", AT, BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsk_",
        "whsk_AAAA",
        "whsk_!EVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=",
        "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTllB"
      })
  void another_text_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> SigningSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be whsk_ and then 32 bytes in standard base64");
  }

  @Test
  void a_key_does_not_print_itself() {
    Ed25519Secret.KeyPair pair = Ed25519Secret.create();

    assertThat(pair.secret()).hasToString("Ed25519Secret[hidden]");
    assertThat(pair.toString())
        .contains(pair.publicKey())
        .doesNotContain(pair.secret().reveal().substring("whsk_".length()));
  }

  /** As a receiver does, who knows the text of the public key alone; the prefix is of RFC 8410. */
  private static boolean verifies(String publicKey, String signed, String signature)
      throws Exception {
    byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    String encoded = "302a300506032b6570032100" + HexFormat.of().formatHex(key);
    PublicKey parsed =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(parsed);
    verifier.update(signed.getBytes(UTF_8));
    return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }
}
