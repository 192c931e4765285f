package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relay.api.webhooks.WebhooksApi.WebhookView;
import relay.api.webhooks.WebhooksApi.WebhookWithSecret;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SignatureScheme;

/** Whatever holds a secret or headers may end up in a log, and must not take them there. */
class HiddenTest {
  private static final String HEADER = "hidden-7";
  private static final HmacSecret SECRET = HmacSecret.create();
  private static final Ed25519Secret KEY = Ed25519Secret.create().secret();

  static Stream<Object> holders() {
    WebhookSettings settings =
        new WebhookSettings(
            "http://a/", List.of("a"), null, Map.of("Authorization", HEADER), true, 15);
    StoredHeaders headers =
        new StoredHeaders(Map.of("X-Shop", HEADER), Map.of("Authorization", HEADER));
    WebhookRow row =
        new WebhookRow(
            WebhookId.next(),
            Tenant.DEFAULT,
            settings,
            headers,
            SECRET.reveal(),
            null,
            Instant.now());
    WebhookView view = WebhookView.of(row);
    SecretWish wish = new SecretWish(SignatureScheme.V1, SECRET);
    return Stream.of(
        settings,
        headers,
        row,
        view,
        wish,
        new WebhookWithSecret(view, SECRET.reveal()),
        new NewWebhook(settings, wish),
        new SecretRotation(wish, Duration.ZERO),
        IssuedSecret.shared(SECRET),
        new IssuedSecret(KEY, "whpk_"),
        new Webhooks.Issued(row, IssuedSecret.shared(SECRET)));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void what_holds_a_secret_or_headers_does_not_print_them(Object holder) {
    assertThat(holder.toString())
        .isNotEmpty()
        .doesNotContain(
            HEADER,
            SECRET.reveal().substring("whsec_".length()),
            KEY.reveal().substring("whsk_".length()));
  }
}
