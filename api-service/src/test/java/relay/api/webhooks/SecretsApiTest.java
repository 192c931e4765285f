package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;
import tools.jackson.databind.JsonNode;

/** How a webhook is signed: chosen when it is registered, changed by a rotation. */
@ApiTest
class SecretsApiTest {
  private static final String GIVEN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String TOO_SHORT = "whsec_c2hvcnQ=";

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired SecretCipher cipher;

  @Test
  void a_rotation_shows_the_new_secret_once_and_keeps_the_old_one_for_a_day() throws Exception {
    Api.Answer before = register("");

    Api.Answer rotated = api.post(path(before)).is(200);

    String secret = rotated.text("secret");
    assertThat(secret).startsWith("whsec_").isNotEqualTo(before.text("secret"));
    assertThat(current(before).reveal()).isEqualTo(secret);
    assertThat(old(before).reveal()).isEqualTo(before.text("secret"));
    assertThat(validUntil(rotated))
        .isCloseTo(Instant.now().plus(Duration.ofDays(1)), within(1, ChronoUnit.MINUTES));
    JsonNode shown = api.get("/webhooks/" + before.text("id")).is(200).json();
    assertThat(shown).isEqualTo(rotated.json().deepCopy().asObject().without("secret"));
    assertThat(shown.toString()).doesNotContain(secret, before.text("secret"));
  }

  @Test
  void a_secret_of_ones_own_and_another_time_may_be_chosen() throws Exception {
    Api.Answer webhook = register("");

    Api.Answer rotated = rotate(webhook, "\"secret\":\"%s\",\"keepOldFor\":60".formatted(GIVEN));

    assertThat(rotated.text("secret")).isEqualTo(GIVEN);
    assertThat(current(webhook).reveal()).isEqualTo(GIVEN);
    assertThat(validUntil(rotated))
        .isCloseTo(Instant.now().plusSeconds(60), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void the_longest_time_is_a_week() {
    assertThat(validUntil(rotate(register(""), "\"keepOldFor\":604800")))
        .isCloseTo(Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void without_time_the_old_secret_is_gone_at_once() {
    Api.Answer webhook = register("");

    Api.Answer rotated = rotate(webhook, "\"keepOldFor\":0");

    assertThat(rotated.json().path("oldSecretValidUntil").isNull()).isTrue();
    assertThat(row(webhook).get("old_secret")).isNull();
  }

  @Test
  void a_second_rotation_ends_the_oldest_secret() throws Exception {
    Api.Answer webhook = register("");
    Api.Answer first = rotate(webhook, "\"keepOldFor\":604800");

    rotate(webhook, "\"keepOldFor\":60");
    assertThat(old(webhook).reveal()).isEqualTo(first.text("secret"));

    rotate(webhook, "\"keepOldFor\":0");
    assertThat(row(webhook).get("old_secret")).isNull();
  }

  /** Whoever has lost the answer may ask again, and must not end the old secret by it. */
  @Test
  void the_secret_that_the_webhook_has_is_no_new_one() throws Exception {
    Api.Answer webhook = register("");
    String before = webhook.text("secret");
    String rotation = "{\"secret\":\"%s\"}".formatted(GIVEN);
    api.post(path(webhook), rotation).is(200);

    api.post(path(webhook), rotation).blames(400, "secret");

    assertThat(old(webhook).reveal()).isEqualTo(before);
  }

  @Test
  void a_webhook_signed_with_v1a_has_a_public_key_and_shows_no_secret() throws Exception {
    Api.Answer webhook = register("\"signature\":\"v1a\",");

    assertThat(webhook.json().path("secret").isNull()).isTrue();
    assertThat(webhook.text("signature")).isEqualTo("v1a");
    assertThat(webhook.text("publicKey")).matches("whpk_[A-Za-z0-9+/]{43}=");
    assertThat(current(webhook)).isInstanceOf(Ed25519Secret.class);
    String shown = api.get("/webhooks/" + webhook.text("id")).is(200).response().body();
    assertThat(shown)
        .contains(webhook.text("publicKey"))
        .doesNotContain("whsk_", current(webhook).reveal().substring("whsk_".length()));
  }

  @Test
  void a_rotation_keeps_the_scheme_unless_it_says_another() throws Exception {
    Api.Answer webhook = register("\"signature\":\"v1a\",");

    Api.Answer same = api.post(path(webhook)).is(200);
    assertThat(same.text("signature")).isEqualTo("v1a");
    assertThat(same.text("publicKey")).startsWith("whpk_").isNotEqualTo(webhook.text("publicKey"));
    assertThat(same.json().path("secret").isNull()).isTrue();
    assertThat(old(webhook)).isInstanceOf(Ed25519Secret.class);

    Api.Answer other = rotate(webhook, "\"signature\":\"v1\"");
    assertThat(other.text("signature")).isEqualTo("v1");
    assertThat(other.json().path("publicKey").isNull()).isTrue();
    assertThat(other.text("secret")).startsWith("whsec_");
    assertThat(current(webhook)).isInstanceOf(HmacSecret.class);
    assertThat(old(webhook)).isInstanceOf(Ed25519Secret.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "secret":7                         | secret
          "secret":""                        | secret
          "secret":"whsec_"                  | secret
          "secret":"whsec_c2hvcnQ="          | secret
          "secret":"whsec_not base 64 but long enough to be one"             | secret
          "secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS\\n"                | secret
          "secret":"whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk="       | secret
          "signature":"v1a","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" | secret
          "signature":"v2"                   | signature
          "signature":1                      | signature
          """)
  void what_is_no_secret_or_scheme_is_refused(String fields, String name) {
    Api.Answer webhook = register("");
    long before = version();

    api.post("/webhooks", "{\"url\":\"http://a/\",\"eventTypes\":[\"a\"],%s}".formatted(fields))
        .blames(400, name);
    api.post(path(webhook), "{%s}".formatted(fields)).blames(400, name);

    assertThat(version()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "604801", "1.5", "\"60\"", "null", "4294967296", "1e400"})
  void a_time_out_of_bounds_is_refused(String seconds) {
    api.post(path(register("")), "{\"keepOldFor\":%s}".formatted(seconds))
        .blames(400, "keepOldFor");
  }

  @Test
  void a_secret_of_88_characters_is_refused_and_one_of_64_bytes_is_taken() {
    api.post(path(register("")), "{\"secret\":\"whsec_%s\"}".formatted("A".repeat(88)))
        .blames(400, "secret");
    rotate(register(""), "\"secret\":\"%sAA==\"".formatted("A".repeat(84)));
  }

  @Test
  void a_patch_does_not_change_how_it_is_signed_and_says_what_does() {
    Api.Answer webhook = register("");
    for (String field :
        new String[] {"\"secret\":\"%s\"".formatted(GIVEN), "\"signature\":\"v1a\""}) {
      Api.Answer refused = api.patch("/webhooks/" + webhook.text("id"), "{%s}".formatted(field));
      refused.blames(400, field.substring(1, field.indexOf('"', 1)));
      assertThat(refused.json().at("/errors/0/message").asString())
          .isEqualTo("is changed by POST /webhooks/{id}/secret");
      assertThat(refused.response().body()).doesNotContain(GIVEN);
    }
  }

  @Test
  void other_bodies_are_refused() {
    String path = path(register(""));

    api.post(path, "{\"surprise\":1}").blames(400, "surprise");
    api.post(path, "[]").blames(400, "body");
    api.post(path, "").blames(400, "body");
    api.send(api.request(path).POST(BodyPublishers.ofString("{}"))).isProblem(415);
  }

  @Test
  void a_refusal_does_not_repeat_the_secret() {
    Api.Answer refused =
        api.post(path(register("")), "{\"secret\":\"%s\"}".formatted(TOO_SHORT)).isProblem(400);

    assertThat(refused.response().body()).doesNotContain("c2hvcnQ");
  }

  @Test
  void only_a_webhook_that_is_there_is_rotated() {
    api.post("/webhooks/" + WebhookId.next() + "/secret").isProblem(404);
    api.post("/webhooks/x/secret").blames(400, "id");
    Api.Answer deleted = register("");
    api.delete("/webhooks/" + deleted.text("id")).is(204);
    api.post(path(deleted)).isProblem(404);
  }

  @Test
  void workers_are_told_of_it() {
    Api.Answer webhook = register("");
    long before = version();

    api.post(path(webhook)).is(200);

    assertThat(version()).isGreaterThan(before);
  }

  private Api.Answer register(String fields) {
    return api.post(
            "/webhooks",
            "{%s\"url\":\"http://a/\",\"eventTypes\":[\"%s\"]}".formatted(fields, Api.newType()))
        .is(201);
  }

  private Api.Answer rotate(Api.Answer webhook, String fields) {
    return api.post(path(webhook), "{%s}".formatted(fields)).is(200);
  }

  private static String path(Api.Answer webhook) {
    return "/webhooks/" + webhook.text("id") + "/secret";
  }

  private static Instant validUntil(Api.Answer rotated) {
    return Instant.parse(rotated.text("oldSecretValidUntil"));
  }

  private SigningSecret current(Api.Answer webhook) throws Exception {
    return decrypted(webhook, row(webhook).get("secret"));
  }

  private SigningSecret old(Api.Answer webhook) throws Exception {
    return decrypted(webhook, row(webhook).get("old_secret"));
  }

  private SigningSecret decrypted(Api.Answer webhook, @Nullable Object stored) throws Exception {
    String text = Objects.requireNonNull(stored).toString();
    assertThat(text).startsWith("aes-256-gcm:first:");
    return cipher.decrypt(WebhookId.parse(webhook.text("id")), text);
  }

  private Map<String, @Nullable Object> row(Api.Answer webhook) {
    return database
        .sql("SELECT secret, old_secret FROM webhooks WHERE id = ?")
        .param(WebhookId.parse(webhook.text("id")).uuid())
        .query()
        .singleRow();
  }

  private long version() {
    return database.sql("SELECT version FROM subscription_version").query(Long.class).single();
  }
}
