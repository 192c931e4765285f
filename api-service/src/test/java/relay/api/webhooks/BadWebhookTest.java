package relay.api.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.WebhookId;
import relay.testservers.TestServers;

/** Each fault is tried on a registration and on a change: neither may store anything. */
@ApiTest
class BadWebhookTest {
  private static final int LIMIT = 65_536;

  @Autowired Api api;
  @Autowired JdbcClient database;

  static Stream<Arguments> badFields() {
    return Stream.of(
        arguments("'url':'http://u:p@example.com/'", "url"),
        arguments("'url':'http://192.168.0.1/'", "url"),
        arguments("'url':'http://169.254.169.254/'", "url"),
        arguments("'url':7", "url"),
        arguments("'url':null", "url"),
        arguments("'url':''", "url"),
        arguments("'url':'http://example.com/%s'".formatted("x".repeat(2048)), "url"),
        arguments("'eventTypes':null", "eventTypes"),
        arguments("'eventTypes':[]", "eventTypes"),
        arguments("'eventTypes':'order.*'", "eventTypes"),
        arguments("'eventTypes':{}", "eventTypes"),
        arguments("'eventTypes':[%s]".formatted(numbers("'t%d'", 51)), "eventTypes"),
        arguments("'eventTypes':['a',7]", "eventTypes[1]"),
        arguments("'eventTypes':[null]", "eventTypes[0]"),
        arguments("'eventTypes':['']", "eventTypes[0]"),
        arguments("'eventTypes':['order*']", "eventTypes[0]"),
        arguments("'eventTypes':['*.created']", "eventTypes[0]"),
        arguments("'eventTypes':['order.*.created']", "eventTypes[0]"),
        arguments("'eventTypes':['order..*']", "eventTypes[0]"),
        arguments("'eventTypes':['.*']", "eventTypes[0]"),
        arguments("'eventTypes':['**']", "eventTypes[0]"),
        arguments("'eventTypes':['order.']", "eventTypes[0]"),
        arguments("'eventTypes':['order created']", "eventTypes[0]"),
        arguments("'eventTypes':['%s']".formatted("x".repeat(129)), "eventTypes[0]"),
        arguments("'eventTypes':['a','b','a']", "eventTypes[2]"),
        arguments("'description':7", "description"),
        arguments("'description':'%s'".formatted("x".repeat(501)), "description"),
        arguments("'description':'\\u0000'", "description"),
        arguments("'description':'\\ud800'", "description"),
        arguments("'enabled':'true'", "enabled"),
        arguments("'enabled':1", "enabled"),
        arguments("'timeoutSeconds':0", "timeoutSeconds"),
        arguments("'timeoutSeconds':31", "timeoutSeconds"),
        arguments("'timeoutSeconds':-1", "timeoutSeconds"),
        arguments("'timeoutSeconds':1.5", "timeoutSeconds"),
        arguments("'timeoutSeconds':'15'", "timeoutSeconds"),
        arguments("'timeoutSeconds':4294967311", "timeoutSeconds"),
        arguments("'timeoutSeconds':1e400", "timeoutSeconds"),
        arguments("'headers':[]", "headers"),
        arguments("'headers':'X: y'", "headers"),
        arguments("'headers':{%s}".formatted(numbers("'X-%d':'y'", 21)), "headers"),
        arguments("'headers':{'X':7}", "headers.X"),
        arguments("'headers':{'X':['y']}", "headers.X"),
        arguments("'headers':{'X-A':'1','x-a':'2'}", "headers.x-a"),
        arguments("'id':'whk_01m86bnffheewapvscrvsmxmvp'", "id"),
        arguments("'URL':'http://example.com/'", "URL"),
        arguments("'surprise':null", "surprise"));
  }

  @ParameterizedTest
  @MethodSource("badFields")
  void a_bad_field_is_refused_and_named(String field, String name) {
    refused(field.replace('\'', '"'), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-id",
        "Webhook-Signature",
        "WEBHOOK-TIMESTAMP",
        "webhook-anything",
        "X-AlgoHire-Signature",
        "x-algohire-signature",
        "Host",
        "content-length",
        "Content-Type",
        "Content-Encoding",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "User-Agent",
        "X Y",
        "X:",
        "X:Y",
        ":authority",
        "Zoë",
        "X(Y)",
        "X\\r\\nY",
        "X\\u0000",
        "X\\u007f"
      })
  void a_header_that_would_forge_or_break_the_request_is_refused(String name) {
    String unescaped =
        name.replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\u0000", "\0")
            .replace("\\u007f", "\u007f");

    refused("\"headers\":{\"%s\":\"value\"}".formatted(name), "headers." + unescaped);
  }

  @Test
  void a_url_of_the_relay_s_own_servers_is_refused() {
    URI postgres = URI.create(TestServers.postgres().url().substring("jdbc:".length()));

    refused("\"url\":\"http://localhost:%d/\"".formatted(postgres.getPort()), "url");
    refused("\"url\":\"http://%s/\"".formatted(TestServers.kafka().bootstrapServers()), "url");
  }

  @Test
  void a_header_without_a_name_or_with_a_long_one_is_refused() {
    refused("\"headers\":{\"\":\"value\"}", "headers.");
    refused(
        "\"headers\":{\"%s\":\"value\"}".formatted("X".repeat(101)),
        "headers." + "X".repeat(92) + "…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " before",
        "after ",
        "a\\r\\nwebhook-id: forged",
        "a\\nb",
        "a\\rb",
        "a\\u0000b",
        "a\\u001fb",
        "a\\u007fb",
        "Zoë",
        "\\ud800"
      })
  void a_header_with_a_value_that_would_break_the_request_is_refused(String value) {
    refused("\"headers\":{\"X-Mine\":\"%s\"}".formatted(value), "headers.X-Mine");
  }

  @Test
  void a_header_with_a_long_value_is_refused() {
    refused("\"headers\":{\"X-Mine\":\"%s\"}".formatted("v".repeat(1025)), "headers.X-Mine");
  }

  @Test
  void what_is_just_within_the_limits_is_taken() {
    String webhook =
        """
        {"url": "http://example.com/%s", "eventTypes": [%s], "description": "%s",
         "headers": {%s, "%s": "%s"}, "secret": "%s", "timeoutSeconds": 30}
        """
            .formatted(
                "x".repeat(2048 - "http://example.com/".length()),
                numbers("\"t%d\"", 50),
                "x".repeat(500),
                numbers("\"X-%d\":\"y\"", 19),
                "N".repeat(100),
                "v".repeat(1024),
                "A".repeat(84) + "AA==");

    api.post("/webhooks", webhook).is(201);
  }

  @Test
  void a_registration_names_each_field_that_is_missing_or_wrong() {
    Api.Answer answer = api.post("/webhooks", "{\"enabled\":1,\"x\":2}").isProblem(400);

    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("url", "eventTypes", "enabled", "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "null",
        "\"url\"",
        "{",
        "{\"enabled\":true} {}",
        "{\"enabled\":true,}",
        "{\"enabled\":true,\"enabled\":false}",
        "{\"headers\":{\"X\":\"1\",\"X\":\"2\"}}"
      })
  void a_body_that_is_no_json_object_is_refused(String body) {
    long before = changes();

    api.post("/webhooks", body).blames(400, "body");
    api.patch("/webhooks/" + WebhookId.next(), body).blames(400, "body");

    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void a_body_that_is_nested_too_deep_is_refused() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    api.post("/webhooks", "{\"headers\":%s}".formatted(deep)).blames(400, "body");
  }

  @Test
  void a_body_of_64_KiB_is_taken_and_one_byte_more_is_refused() {
    String webhook = "{\"url\":\"http://a/\",\"eventTypes\":[\"a\"]}";
    String largest = webhook + " ".repeat(LIMIT - webhook.length());

    api.post("/webhooks", largest).is(201);
    api.post("/webhooks", largest + " ").isProblem(413);
    api.post(
            "/webhooks",
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream((largest + " ").getBytes(ISO_8859_1))))
        .isProblem(413);
    api.patch("/webhooks/" + WebhookId.next(), largest + " ").isProblem(413);
  }

  @Test
  void another_content_type_is_refused() {
    for (String contentType : new String[] {"text/plain", "application/merge-patch+json"}) {
      api.send(
              api.request("/webhooks")
                  .header("Content-Type", contentType)
                  .POST(BodyPublishers.ofString("{}")))
          .isProblem(415);
    }
    api.send(
            api.request("/webhooks/" + WebhookId.next())
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{}")))
        .isProblem(415);
  }

  @Test
  void of_many_errors_the_first_twenty_are_told() {
    Api.Answer answer =
        api.post("/webhooks", "{%s}".formatted(numbers("'unknown%d':1", 3_000)).replace('\'', '"'));

    assertThat(answer.isProblem(400).json().path("errors").size()).isEqualTo(20);
    assertThat(answer.response().body()).hasSizeLessThan(8_000);
  }

  @Test
  void a_secret_does_not_come_back_in_the_refusal() {
    String secret = "whsec_almost-a-secret-of-somebody";

    Api.Answer answer =
        api.post("/webhooks", "{\"secret\":\"%s\"}".formatted(secret)).isProblem(400);

    assertThat(answer.response().body()).doesNotContain("almost-a-secret");
  }

  private void refused(String field, String name) {
    String url = field.startsWith("\"url\"") ? "" : "\"url\":\"http://a/\",";
    String types = field.startsWith("\"eventTypes\"") ? "" : "\"eventTypes\":[\"a\"],";
    WebhookId webhook = api.webhook(Api.newType());
    long before = changes();

    Api.Answer refusal = api.post("/webhooks", "{%s%s%s}".formatted(url, types, field));
    refusal.blames(400, name);
    assertThat(refusal.json().path("errors")).hasSize(1);
    api.patch("/webhooks/" + webhook, "{%s}".formatted(field)).blames(400, name);

    assertThat(changes()).isEqualTo(before);
  }

  /** The version is raised in the transaction of each change. */
  private long changes() {
    return database.sql("SELECT version FROM subscription_version").query(Long.class).single();
  }

  private static String numbers(String format, int count) {
    return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(","));
  }
}
