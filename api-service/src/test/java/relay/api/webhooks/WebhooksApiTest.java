package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;
import relay.signing.HmacSecret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class WebhooksApiTest {
  private static final String MINIMAL =
      "{\"url\":\"https://example.com/hook\",\"eventTypes\":[\"order.created\"]}";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String FULL =
      """
      {"url": "http://10.0.0.7:9000/hook?tenant=7", "eventTypes": ["order.*", "invoice.paid", "*"],
       "description": "Zoë's 😀", "headers": {"X-Tenant": "7", "X-Shop": "north"},
       "secret": "%s", "enabled": false, "timeoutSeconds": 30}
      """
          .formatted(SECRET);

  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired SecretCipher cipher;

  @Test
  void a_webhook_is_registered_with_defaults() {
    Api.Answer answer = api.post("/webhooks", MINIMAL).is(201);

    JsonNode webhook = answer.json();
    WebhookId id = WebhookId.parse(answer.text("id"));
    assertThat(answer.header("Location")).isEqualTo("/webhooks/" + id);
    assertThat(webhook.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "url",
            "eventTypes",
            "description",
            "headers",
            "enabled",
            "disabledReason",
            "disabledAt",
            "timeoutSeconds",
            "signature",
            "publicKey",
            "oldSecretValidUntil",
            "createdAt",
            "updatedAt",
            "secret");
    assertThat(answer.text("url")).isEqualTo("https://example.com/hook");
    assertThat(webhook.path("eventTypes").valueStream().map(JsonNode::asString))
        .containsExactly("order.created");
    assertThat(webhook.path("description").isNull()).isTrue();
    assertThat(webhook.path("headers").isEmpty()).isTrue();
    assertThat(webhook.path("enabled").booleanValue()).isTrue();
    assertThat(webhook.path("timeoutSeconds").intValue()).isEqualTo(15);
    assertThat(answer.text("signature")).isEqualTo("v1");
    assertThat(webhook.path("publicKey").isNull()).isTrue();
    assertThat(webhook.path("oldSecretValidUntil").isNull()).isTrue();
    assertThat(Instant.parse(answer.text("createdAt"))).isEqualTo(id.createdAt());
  }

  @Test
  void a_secret_is_made_where_none_is_given_and_each_is_another() {
    String first = api.post("/webhooks", MINIMAL).is(201).text("secret");
    String second = api.post("/webhooks", MINIMAL).is(201).text("secret");

    assertThat(first).startsWith("whsec_");
    assertThat(HmacSecret.parse(first).reveal()).isEqualTo(first);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void a_webhook_is_registered_with_all_it_may_have() throws Exception {
    Api.Answer answer = api.post("/webhooks", FULL).is(201);

    JsonNode webhook = answer.json();
    assertThat(answer.text("url")).isEqualTo("http://10.0.0.7:9000/hook?tenant=7");
    assertThat(webhook.path("eventTypes").valueStream().map(JsonNode::asString))
        .containsExactly("order.*", "invoice.paid", "*");
    assertThat(answer.text("description")).isEqualTo("Zoë's 😀");
    assertThat(webhook.path("headers"))
        .isEqualTo(json("{\"X-Tenant\":\"7\",\"X-Shop\":\"north\"}"));
    assertThat(answer.text("secret")).isEqualTo(SECRET);
    assertThat(webhook.path("enabled").booleanValue()).isFalse();
    assertThat(webhook.path("timeoutSeconds").intValue()).isEqualTo(30);
    assertThat(storedSecret(answer.text("id"))).isEqualTo(SECRET);
  }

  @Test
  void the_secret_is_shown_once() {
    Api.Answer registered = api.post("/webhooks", FULL).is(201);
    String path = "/webhooks/" + registered.text("id");

    for (Api.Answer answer :
        List.of(
            api.get(path).is(200),
            api.get("/webhooks").is(200),
            api.patch(path, "{\"enabled\":true}").is(200))) {
      assertThat(answer.response().body())
          .doesNotContain("\"secret\"", SECRET.substring("whsec_".length()));
    }
  }

  @Test
  void a_webhook_is_shown_as_it_was_registered() {
    Api.Answer registered = api.post("/webhooks", FULL).is(201);

    JsonNode shown = api.get("/webhooks/" + registered.text("id")).is(200).json();

    assertThat(shown).isEqualTo(withoutSecret(registered.json()));
  }

  @Test
  void webhooks_are_listed_newest_first_and_paged() {
    WebhookId first = register();
    WebhookId second = register();
    WebhookId third = register();

    JsonNode page = api.get("/webhooks?limit=2").is(200).json();
    assertThat(page.path("data").findValuesAsString("id"))
        .containsExactly(third.toString(), second.toString());
    JsonNode next =
        api.get("/webhooks?limit=1&cursor=" + page.path("nextCursor").asString()).is(200).json();
    assertThat(next.path("data").findValuesAsString("id")).containsExactly(first.toString());
  }

  @Test
  void a_deleted_webhook_is_not_listed() {
    WebhookId deleted = register();
    WebhookId kept = register();
    api.delete("/webhooks/" + deleted).is(204);

    List<String> ids = api.get("/webhooks").is(200).json().path("data").findValuesAsString("id");

    assertThat(ids).contains(kept.toString()).doesNotContain(deleted.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"enabled":true}                                    | enabled        | true
          {"url":"https://b.example/?x=1"}                    | url            | "https://b.example/?x=1"
          {"eventTypes":["a.*","b"]}                          | eventTypes     | ["a.*","b"]
          {"description":"new"}                               | description    | "new"
          {"description":null}                                | description    | null
          {"timeoutSeconds":1}                                | timeoutSeconds | 1
          {"timeoutSeconds":null}                             | timeoutSeconds | 15
          {"enabled":null}                                    | enabled        | true
          {"headers":{"X-New":"1"}}                           | headers        | {"X-Tenant":"7","X-Shop":"north","X-New":"1"}
          {"headers":{"X-Tenant":null}}                       | headers        | {"X-Shop":"north"}
          {"headers":{"X-Tenant":"8","X-Absent":null}}        | headers        | {"X-Tenant":"8","X-Shop":"north"}
          {"headers":{"x-tenant":"8"}}                        | headers        | {"x-tenant":"8","X-Shop":"north"}
          {"headers":{"x-shop":null}}                         | headers        | {"X-Tenant":"7"}
          {"headers":null}                                    | headers        | {}
          """)
  void a_patch_changes_what_it_names_and_nothing_else(String patch, String field, String value)
      throws Exception {
    JsonNode before = withoutSecret(api.post("/webhooks", FULL).is(201).json());
    String path = "/webhooks/" + before.path("id").asString();

    JsonNode answer = api.patch(path, patch).is(200).json();

    assertThat(answer.get(field)).isEqualTo(json(value));
    assertThat(api.get(path).is(200).json()).isEqualTo(answer);
    for (String other : before.propertyNames()) {
      boolean alongWithEnabled = field.equals("enabled") && other.startsWith("disabled");
      if (!other.equals(field) && !other.equals("updatedAt") && !alongWithEnabled) {
        assertThat(answer.get(other)).as(other).isEqualTo(before.get(other));
      }
    }
    assertThat(Instant.parse(answer.path("updatedAt").asString()))
        .isAfterOrEqualTo(Instant.parse(before.path("updatedAt").asString()));
    assertThat(storedSecret(before.path("id").asString())).isEqualTo(SECRET);
  }

  @Test
  void a_patch_may_be_declared_as_a_merge_patch() {
    WebhookId webhook = register();

    Api.Answer answer =
        api.send(
            api.request("/webhooks/" + webhook)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"enabled\":false}")));

    assertThat(answer.is(200).json().path("enabled").booleanValue()).isFalse();
  }

  @Test
  void an_empty_patch_changes_nothing() {
    JsonNode before = withoutSecret(api.post("/webhooks", FULL).is(201).json());

    JsonNode after = api.patch("/webhooks/" + before.path("id").asString(), "{}").is(200).json();

    assertThat(after.get("url")).isEqualTo(before.get("url"));
    assertThat(after.get("headers")).isEqualTo(before.get("headers"));
    assertThat(after.get("enabled")).isEqualTo(before.get("enabled"));
  }

  @Test
  void a_deleted_webhook_is_gone_but_its_deliveries_still_name_it() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    DeliveryId delivery = stored.delivery(api.event(type), webhook, DeliveryState.EXHAUSTED);
    String path = "/webhooks/" + webhook;

    assertThat(api.delete(path).is(204).response().body()).isEmpty();

    api.get(path).isProblem(404);
    api.patch(path, "{\"enabled\":true}").isProblem(404);
    api.delete(path).isProblem(404);
    assertThat(api.get("/deliveries/" + delivery).is(200).text("webhookId"))
        .isEqualTo(webhook.toString());
    assertThat(api.get("/deliveries?webhookId=" + webhook).is(200).json().path("data")).hasSize(1);
  }

  @Test
  void an_unknown_id_is_not_found_and_a_malformed_one_is_named() {
    String unknown = "/webhooks/" + WebhookId.next();
    api.get(unknown).isProblem(404);
    api.patch(unknown, "{}").isProblem(404);
    api.delete(unknown).isProblem(404);

    for (String malformed : new String[] {"x", "evt_01m86bnffheewapvscrvsmxmvp", "whk_"}) {
      api.get("/webhooks/" + malformed).blames(400, "id");
      api.patch("/webhooks/" + malformed, "{}").blames(400, "id");
      api.delete("/webhooks/" + malformed).blames(400, "id");
    }
  }

  @Test
  void each_change_raises_the_version_in_its_own_transaction() {
    long before = version();

    WebhookId webhook = register();
    assertThat(version()).isEqualTo(before + 1);
    assertThat(transactionOf(webhook)).isEqualTo(transactionOfVersion());
    api.patch("/webhooks/" + webhook, "{\"enabled\":false}").is(200);
    assertThat(version()).isEqualTo(before + 2);
    assertThat(transactionOf(webhook)).isEqualTo(transactionOfVersion());
    api.delete("/webhooks/" + webhook).is(204);
    assertThat(version()).isEqualTo(before + 3);
    assertThat(transactionOf(webhook)).isEqualTo(transactionOfVersion());
  }

  @Test
  void what_is_refused_or_only_read_does_not_raise_the_version() {
    WebhookId webhook = register();
    long before = version();

    api.post("/webhooks", "{}").isProblem(400);
    api.patch("/webhooks/" + webhook, "{\"url\":\"ftp://a/\"}").isProblem(400);
    api.patch("/webhooks/" + WebhookId.next(), "{\"enabled\":true}").isProblem(404);
    api.delete("/webhooks/" + WebhookId.next()).isProblem(404);
    api.get("/webhooks/" + webhook).is(200);
    api.get("/webhooks").is(200);

    assertThat(version()).isEqualTo(before);
  }

  private WebhookId register() {
    return WebhookId.parse(api.post("/webhooks", MINIMAL).is(201).text("id"));
  }

  private static JsonNode withoutSecret(JsonNode registered) {
    return registered.deepCopy().asObject().without("secret");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private String storedSecret(String webhook) throws UnreadableSecretException {
    WebhookId id = WebhookId.parse(webhook);
    String stored =
        database
            .sql("SELECT secret FROM webhooks WHERE id = ?")
            .param(id.uuid())
            .query(String.class)
            .single();
    assertThat(stored).startsWith("aes-256-gcm:first:");
    return cipher.decrypt(id, stored).reveal();
  }

  private long version() {
    return database.sql("SELECT version FROM subscription_version").query(Long.class).single();
  }

  private String transactionOf(WebhookId webhook) {
    return database
        .sql("SELECT xmin::text FROM webhooks WHERE id = ?")
        .param(webhook.uuid())
        .query(String.class)
        .single();
  }

  private String transactionOfVersion() {
    return database.sql("SELECT xmin::text FROM subscription_version").query(String.class).single();
  }
}
