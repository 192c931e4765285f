package relay.api.testevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class TestEventsTest {
  @Autowired Api api;
  @Autowired JdbcClient database;

  private final String type = Api.newType();
  private WebhookId webhook;

  @BeforeEach
  void register() {
    webhook = api.webhook(type);
  }

  @Test
  void a_test_event_has_one_delivery_that_is_due_now_and_is_not_fanned_out() {
    api.webhook("relay.test");

    Api.Answer sent = send("{}").is(202);

    JsonNode event = api.get("/events/" + sent.text("eventId")).is(200).json();
    assertThat(event.path("type").asString()).isEqualTo("relay.test");
    assertThat(event.path("status").asString()).isEqualTo("fanned_out");
    assertThat(event.path("data").path("message").asString()).contains("test event");
    assertThat(event.path("timestamp")).isEqualTo(event.path("createdAt"));
    assertThat(event.path("deliveries").size()).isEqualTo(1);
    JsonNode delivery = event.at("/deliveries/0");
    assertThat(delivery.path("id").asString()).isEqualTo(sent.text("deliveryId"));
    assertThat(delivery.path("webhookId").asString()).isEqualTo(webhook.toString());
    assertThat(delivery.path("state").asString()).isEqualTo("pending");
    assertThat(delivery.path("attempts").asInt()).isZero();
    assertThat(Instant.parse(delivery.path("nextAttemptAt").asString()))
        .isBefore(Instant.now().plusSeconds(1));
    assertThat(api.isInOutbox(EventId.parse(sent.text("eventId")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ \"id\" : 9007199254740993, \"price\":12.50 }", "null", "\"text\"", "0"})
  void its_data_is_kept_character_for_character(String data) {
    String event = send("{\"type\":\"%s\", \"data\": %s }".formatted(type, data)).text("eventId");

    assertThat(storedData(event)).isEqualTo(data);
    assertThat(api.get("/events/" + event).is(200).text("type")).isEqualTo(type);
  }

  @Test
  void nothing_is_sent_to_a_webhook_that_is_disabled() {
    api.patch("/webhooks/" + webhook, "{\"enabled\":false}").is(200);

    Api.Answer refused = send("{\"type\":\"%s\"}".formatted(type)).isProblem(409);

    assertThat(refused.text("detail")).contains("enable it first");
    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void nothing_is_sent_to_a_webhook_that_is_not_there() {
    api.post("/webhooks/" + WebhookId.next() + "/test", "{}").isProblem(404);
    api.post("/webhooks/" + EventId.next() + "/test", "{}").blames(400, "id");
    api.delete("/webhooks/" + webhook).is(204);
    send("{}").isProblem(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"a..b\"}                  | type",
        "{\"type\":null}                      | type",
        "{\"type\":7}                         | type",
        "{\"type\":\"a\",\"type\":\"b\"}      | type",
        "{\"data\":1,\"data\":2}              | data",
        "{\"timestamp\":\"2026-01-01T00:00:00Z\"} | timestamp",
        "{\"orderingKey\":\"k\"}              | orderingKey",
        "{\"data\":}                          | body",
        "[]                                   | body",
        "{} {}                                | body",
      })
  void a_bad_body_is_blamed(String json, String field) {
    send(json).blames(400, field);
  }

  @Test
  void a_body_that_is_not_json_or_too_large_is_refused() {
    String path = "/webhooks/" + webhook + "/test";
    api.send(api.request(path).POST(BodyPublishers.ofString("{}"))).isProblem(415);
    send("{\"data\":\"%s\"}".formatted("x".repeat(256 << 10))).isProblem(413);
  }

  private Api.Answer send(String json) {
    return api.post("/webhooks/" + webhook + "/test", json);
  }

  private String storedData(String event) {
    return database
        .sql("SELECT data FROM events WHERE id = ?")
        .param(EventId.parse(event).uuid())
        .query(String.class)
        .single();
  }
}
