package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Routes;
import relay.api.Routes.Route;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class SecretHeadersApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
  private static final String MARKER = "marker-3f9a1c";

  /** Answers that do not end, or are for browsers alone. */
  private static final Set<String> NOT_ASKED = Set.of("GET /stream", "GET /session");

  @Autowired Api api;
  @Autowired Routes routes;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired SecretCipher cipher;

  private final String type = Api.newType();

  /** The calls are those of the service: one that is new is asked too. */
  @Test
  void the_value_of_a_secret_header_is_in_no_answer() throws Exception {
    Api.Answer registered = register("{'Authorization':'Bearer %s','X-Shop':'north'}");
    assertThat(registered.json().path("headers"))
        .isEqualTo(json("{'Authorization':'REDACTED','X-Shop':'north'}"));
    hides(registered);
    WebhookId webhook = WebhookId.parse(registered.text("id"));
    hides(
        api.patch("/webhooks/" + webhook, "{\"headers\":{\"X-Token\":\"%s\"}}".formatted(MARKER)));
    EventId event = api.event(type);
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.EXHAUSTED);
    stored.failedAttempt(delivery, 1);
    Map<String, String> ids =
        Map.of(
            "webhooks", webhook.toString(),
            "events", event.toString(),
            "deliveries", delivery.toString());

    for (Route route : routes.all()) {
      if (!NOT_ASKED.contains(route.toString()) && !route.method().equals("DELETE")) {
        String kind = route.path().split("/", 3)[1];
        hides(
            api.send(
                ids.containsKey(kind)
                    ? routes.request(route, ids.get(kind))
                    : routes.request(route)));
      }
    }
    hides(api.get("/search?q=" + webhook).is(200));
    hides(api.get("/search?q=" + MARKER).is(200));

    assertThat(values(webhook))
        .isEqualTo(Map.of("Authorization", "Bearer " + MARKER, "X-Token", MARKER));
  }

  private static void hides(Api.Answer answer) {
    assertThat(answer.response().body())
        .as(answer.response().request().toString())
        .doesNotContain(MARKER, "aes-256-gcm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'url':'http://localhost:9/new'}             | {'Authorization':'Basic old','X-Token':'t'}
          {'headers':{}}                               | {'Authorization':'Basic old','X-Token':'t'}
          {'headers':{'X-Shop':null}}                  | {'Authorization':'Basic old','X-Token':'t'}
          {'headers':{'X-Token':'new'}}                | {'Authorization':'Basic old','X-Token':'new'}
          {'headers':{'authorization':'new'}}          | {'authorization':'new','X-Token':'t'}
          {'headers':{'AUTHORIZATION':null}}           | {'X-Token':'t'}
          {'headers':{'X-Api-Key':'new'}}              | {'Authorization':'Basic old','X-Token':'t','X-Api-Key':'new'}
          {'headers':null}                             | {}
          """)
  void a_patch_changes_the_secret_headers_that_it_names_and_no_others(String patch, String after)
      throws Exception {
    WebhookId webhook = registered("{'Authorization':'Basic old','X-Token':'t','X-Shop':'north'}");

    JsonNode shown =
        api.patch("/webhooks/" + webhook, patch.replace('\'', '"')).is(200).json().path("headers");

    Map<String, String> expected = new TreeMap<>(JSON.convertValue(json(after), HEADERS));
    assertThat(values(webhook)).isEqualTo(expected);
    for (String name : expected.keySet()) {
      assertThat(shown.path(name).asString()).isEqualTo("REDACTED");
    }
    assertThat(api.get("/webhooks/" + webhook).is(200).json().path("headers")).isEqualTo(shown);
  }

  /** Who reads a webhook, changes its URL and writes all of it back must not lose a credential. */
  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "authorization", "X-Api-Key", "X-Shop"})
  void what_is_shown_instead_of_a_value_is_not_taken_for_one(String name) throws Exception {
    WebhookId webhook = registered("{'Authorization':'Basic old','X-Shop':'north'}");
    String patch =
        "{\"url\":\"http://localhost:9/new\",\"headers\":{\"%s\":\"REDACTED\"}}".formatted(name);

    Api.Answer answer = api.patch("/webhooks/" + webhook, patch).blames(400, "headers." + name);

    assertThat(answer.json().at("/errors/0/message").asString())
        .contains("leave the header out to keep it, or give null to remove it");
    assertThat(values(webhook)).isEqualTo(Map.of("Authorization", "Basic old"));
    assertThat(api.get("/webhooks/" + webhook).text("url")).isEqualTo("http://localhost:9/");
    send("{'%s':'REDACTED'}".formatted(name)).blames(400, "headers." + name);
  }

  @Test
  void what_an_older_service_has_stored_in_plain_is_hidden_and_encrypted_by_the_next_change()
      throws Exception {
    WebhookId webhook = registered("{'X-Token':'old','X-Shop':'north'}");
    database
        .sql("UPDATE webhooks SET headers = headers || ?::jsonb WHERE id = ?")
        .params("{\"Cookie\":\"%s\",\"x-token\":\"newer\"}".formatted(MARKER), webhook.uuid())
        .update();

    hides(api.get("/webhooks/" + webhook).is(200));
    hides(api.patch("/webhooks/" + webhook, "{\"enabled\":false}").is(200));

    assertThat(values(webhook)).hasSize(2).containsEntry("Cookie", MARKER).containsValue("newer");
    assertThat(column(webhook, "headers")).contains("{\"X-Shop\": \"north\"}");
  }

  @Test
  void secret_headers_count_among_the_twenty() {
    WebhookId webhook = registered("{'Authorization':'a','X-Token':'b'}");
    StringBuilder more = new StringBuilder("\"X-0\":\"v\"");
    for (int n = 1; n < 18; n++) {
      more.append(",\"X-%d\":\"v\"".formatted(n));
    }

    api.patch("/webhooks/" + webhook, "{\"headers\":{%s}}".formatted(more)).is(200);
    api.patch("/webhooks/" + webhook, "{\"headers\":{\"X-Session\":\"v\"}}").blames(400, "headers");
  }

  /** A key that is lost is in the way of no change. */
  @Test
  void a_secret_header_that_cannot_be_read_is_kept_replaced_or_removed_like_another()
      throws Exception {
    WebhookId webhook = registered("{'Authorization':'old','X-Token':'old','Cookie':'old'}");
    String lost = "aes-256-gcm:lost:AAAA";
    database
        .sql("UPDATE webhooks SET secret_headers = ?::jsonb WHERE id = ?")
        .params(
            "{\"Authorization\":\"%1$s\",\"X-Token\":\"%1$s\",\"Cookie\":\"%1$s\"}".formatted(lost),
            webhook.uuid())
        .update();

    api.patch("/webhooks/" + webhook, "{\"headers\":{\"X-Token\":\"new\",\"Cookie\":null}}")
        .is(200);

    Map<String, String> after = storedIn(webhook, "secret_headers");
    assertThat(after).containsOnlyKeys("Authorization", "X-Token");
    assertThat(after).containsEntry("Authorization", lost);
    assertThat(cipher.decryptHeader(webhook, "X-Token", String.valueOf(after.get("X-Token"))))
        .isEqualTo("new");
  }

  @Test
  void a_deleted_webhook_keeps_no_credential() {
    WebhookId webhook = registered("{'Authorization':'Basic old','X-Shop':'north'}");
    api.post("/webhooks/" + webhook + "/secret", "{\"keepOldFor\":3600}").is(200);

    api.delete("/webhooks/" + webhook).is(204);

    isErased(webhook);
  }

  /** While a new version is rolled out, an api-service of the one before may delete it. */
  @Test
  void it_keeps_none_whoever_deletes_it() {
    WebhookId webhook = registered("{'Authorization':'Basic old'}");

    database
        .sql("UPDATE webhooks SET deleted_at = now(), secret = secret WHERE id = ?")
        .param(webhook.uuid())
        .update();

    isErased(webhook);
  }

  private void isErased(WebhookId webhook) {
    for (String column : new String[] {"secret", "old_secret", "old_secret_valid_until"}) {
      assertThat(column(webhook, column)).as(column).isEmpty();
    }
    assertThat(column(webhook, "headers")).contains("{}");
    assertThat(column(webhook, "secret_headers")).contains("{}");
  }

  private Api.Answer send(String headers) {
    String webhook =
        "{\"url\":\"http://localhost:9/\",\"eventTypes\":[\"%s\"],\"headers\":%s}"
            .formatted(type, headers.replace('\'', '"'));
    return api.post("/webhooks", webhook);
  }

  private Api.Answer register(String headers) {
    return send(headers.formatted(MARKER)).is(201);
  }

  private WebhookId registered(String headers) {
    return WebhookId.parse(register(headers).text("id"));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  /** The values of its secret headers; none of them stands anywhere else. */
  private Map<String, String> values(WebhookId webhook) throws UnreadableSecretException {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String> header : storedIn(webhook, "secret_headers").entrySet()) {
      assertThat(header.getValue()).startsWith("aes-256-gcm:first:");
      values.put(
          header.getKey(), cipher.decryptHeader(webhook, header.getKey(), header.getValue()));
      assertThat(column(webhook, "headers").orElseThrow()).doesNotContain(header.getKey());
    }
    return values;
  }

  private Map<String, String> storedIn(WebhookId webhook, String column) {
    return JSON.readValue(column(webhook, column).orElseThrow(), HEADERS);
  }

  private Optional<String> column(WebhookId webhook, String column) {
    return database
        .sql("SELECT \"%s\"::text FROM webhooks WHERE id = ?".formatted(column))
        .param(webhook.uuid())
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .single();
  }
}
