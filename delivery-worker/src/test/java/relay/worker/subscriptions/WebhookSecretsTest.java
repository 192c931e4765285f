package relay.worker.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;

class WebhookSecretsTest {
  private static final Instant UNTIL = Instant.parse("2026-11-24T10:00:00Z");
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final HmacSecret current = HmacSecret.create();
  private final HmacSecret old = HmacSecret.create();
  private final Ed25519Secret key = Ed25519Secret.create().secret();

  @Test
  void the_old_secret_signs_too_behind_the_new_one_until_its_time_is_over() {
    WebhookSecrets secrets = rotated(current, old);
    Instant before = UNTIL.minusNanos(1);

    assertThat(secrets.sign("evt_1", before, BODY))
        .isEqualTo(current.sign("evt_1", before, BODY) + " " + old.sign("evt_1", before, BODY));
    assertThat(secrets.sign("evt_1", UNTIL, BODY)).isEqualTo(current.sign("evt_1", UNTIL, BODY));
  }

  @Test
  void the_schemes_may_differ() {
    Instant before = UNTIL.minusSeconds(1);

    assertThat(rotated(key, old).sign("evt_1", before, BODY))
        .isEqualTo(key.sign("evt_1", before, BODY) + " " + old.sign("evt_1", before, BODY));
  }

  @Test
  void the_body_is_signed_with_the_old_secret_until_its_time_is_over() {
    WebhookSecrets secrets = rotated(current, old);

    assertThat(secrets.signBody(UNTIL.minusNanos(1), BODY)).hasValue(old.signBody(BODY));
    assertThat(secrets.signBody(UNTIL, BODY)).hasValue(current.signBody(BODY));
  }

  @Test
  void a_private_key_does_not_sign_the_body_alone() {
    assertThat(new WebhookSecrets(key, null, Map.of()).signBody(UNTIL, BODY)).isEmpty();
    assertThat(rotated(key, old).signBody(UNTIL.minusNanos(1), BODY)).isPresent();
    assertThat(rotated(current, key).signBody(UNTIL.minusNanos(1), BODY)).isEmpty();
  }

  @Test
  void a_webhook_prints_neither_its_secrets_nor_its_headers() {
    WebhookId id = WebhookId.next();
    Webhook webhook =
        new Webhook(
            id,
            Tenant.DEFAULT,
            URI.create("http://a/?key=hidden-3"),
            List.of(),
            Map.of("Authorization", "hidden-7"),
            rotated(key, old),
            true,
            Duration.ofSeconds(1));

    assertThat(new Subscriptions(1, Map.of(id, webhook)).toString() + webhook.secrets())
        .contains(id.toString())
        .doesNotContain("hidden-3", "hidden-7", "hidden-9", base64(key), base64(old));
  }

  private static WebhookSecrets rotated(SigningSecret current, SigningSecret old) {
    return new WebhookSecrets(
        current, new WebhookSecrets.Old(old, UNTIL), Map.of("Cookie", "hidden-9"));
  }

  private static String base64(SigningSecret secret) {
    return secret.reveal().substring(secret.reveal().indexOf('_') + 1);
  }
}
