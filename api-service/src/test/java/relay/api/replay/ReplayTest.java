package relay.api.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class ReplayTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transaction;

  private final String type = Api.newType();
  private WebhookId webhook;
  private EventId event;

  @BeforeEach
  void post() {
    webhook = api.webhook(type);
    event = api.event(type);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "EXHAUSTED", "CANCELLED"})
  void a_delivery_that_has_ended_begins_a_new_series(DeliveryState ended) {
    DeliveryId delivery = stored.delivery(event, webhook, ended);

    JsonNode replayed = replayed(replay("{}"), delivery);

    assertThat(replayed.path("state").asString()).isEqualTo("pending");
    assertThat(replayed.path("attempts").asInt()).isEqualTo(3);
    assertThat(dueAt(replayed)).isBefore(Instant.now().plusSeconds(1));
    assertThat(stored.seriesAttempts(delivery)).isZero();
  }

  @Test
  void a_delivery_that_waits_is_due_now_and_one_under_way_is_left_alone() {
    WebhookId other = api.webhook(type);
    DeliveryId waiting = stored.delivery(event, webhook, DeliveryState.RETRYING);
    DeliveryId underWay = stored.delivery(event, other, DeliveryState.IN_FLIGHT);

    JsonNode all = replay("{}");

    assertThat(all.findValuesAsString("id")).doesNotContain(underWay.toString());
    JsonNode replayed = replayed(all, waiting);
    assertThat(replayed.path("state").asString()).isEqualTo("retrying");
    assertThat(dueAt(replayed)).isBefore(Instant.now().plusSeconds(1));
    assertThat(api.get("/deliveries/" + underWay).text("state")).isEqualTo("in_flight");
  }

  @Test
  void whoever_is_enabled_and_matches_now_gets_a_delivery_of_an_event_that_matched_nobody() {
    stored.fanOut(event);
    WebhookId disabled = api.webhook(type);
    api.patch("/webhooks/" + disabled, "{\"enabled\":false}").is(200);
    WebhookId deleted = api.webhook(type);
    api.delete("/webhooks/" + deleted).is(204);
    api.webhook(type + ".below");
    WebhookId prefix = api.webhook("test.*");

    JsonNode replayed = replay("{}");

    assertThat(replayed.findValuesAsString("webhookId"))
        .contains(webhook.toString(), prefix.toString())
        .doesNotContain(disabled.toString(), deleted.toString());
    assertThat(replayed.findValuesAsString("state")).containsOnly("pending");
    assertThat(replayed.findValuesAsString("eventId")).containsOnly(event.toString());
    assertThat(api.get("/events/" + event).text("status")).isEqualTo("fanned_out");
    assertThat(api.get("/events?status=unmatched&type=" + type).json().path("data").isEmpty())
        .isTrue();
    api.delete("/webhooks/" + prefix).is(204);
  }

  @Test
  void an_event_that_matches_nobody_now_either_stays_unmatched() {
    stored.fanOut(event);
    api.delete("/webhooks/" + webhook).is(204);

    assertThat(replay("{}").isEmpty()).isTrue();

    assertThat(api.get("/events?status=unmatched&type=" + type).json().at("/data/0/id").asString())
        .isEqualTo(event.toString());
  }

  @Test
  void those_that_are_named_get_it_whatever_they_subscribe_to_and_nobody_else_does() {
    stored.delivery(event, webhook, DeliveryState.SUCCEEDED);
    WebhookId named = api.webhook(Api.newType());

    JsonNode replayed = replay("{\"webhookIds\":[\"%s\"]}".formatted(named));

    assertThat(replayed.findValuesAsString("webhookId")).containsExactly(named.toString());
    assertThat(api.get("/deliveries?webhookId=" + webhook).json().at("/data/0/state").asString())
        .isEqualTo("succeeded");
  }

  @Test
  void a_new_delivery_keeps_to_the_order_of_its_event() {
    String json = "{\"type\":\"%s\",\"data\":1,\"orderingKey\":\"%s\"}".formatted(type, type);
    event = EventId.parse(api.post("/events", json).is(202).text("id"));
    stored.fanOut(event);

    String delivery = replay(named(List.of(webhook))).at("/0/id").asString();

    assertThat(orderingKey(delivery)).isEqualTo(type);
  }

  @Test
  void an_event_that_is_not_fanned_out_yet_is_not_replayed() {
    Api.Answer refused = api.post("/events/" + event + "/replay", "{}").isProblem(409);

    assertThat(refused.text("detail")).contains("first time");
    assertThat(api.isInOutbox(event)).isTrue();
    assertThat(api.get("/events/" + event).json().path("deliveries").isEmpty()).isTrue();
  }

  @Test
  void replays_at_the_same_time_make_one_delivery_a_webhook() throws Exception {
    stored.fanOut(event);
    List<WebhookId> webhooks = Stream.generate(() -> api.webhook(type)).limit(4).toList();
    Callable<JsonNode> replaying = () -> replay(named(webhooks));
    Callable<JsonNode> reversed = () -> replay(named(webhooks.reversed()));

    List<Future<JsonNode>> answers;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          callers.invokeAll(
              IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? replaying : reversed).toList());
    }

    List<String> ids = ids(event);
    assertThat(ids).hasSize(4);
    for (Future<JsonNode> answer : answers) {
      assertThat(answer.get().findValuesAsString("id")).containsExactlyElementsOf(ids);
    }
  }

  /**
   * A transaction of the test has the delivery in the middle, so both replays have made what they
   * make first when it lets go.
   */
  @Test
  void replays_that_name_the_same_webhooks_in_another_order_do_not_wait_for_each_other()
      throws Exception {
    stored.fanOut(event);
    List<WebhookId> webhooks = Stream.generate(() -> api.webhook(type)).limit(3).toList();

    List<Future<JsonNode>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      transaction.executeWithoutResult(
          status -> {
            stored.delivery(event, webhooks.get(1), DeliveryState.PENDING);
            answers.add(callers.submit(() -> replay(named(webhooks))));
            answers.add(callers.submit(() -> replay(named(webhooks.reversed()))));
            await().atMost(Api.PATIENCE).until(() -> replaysThatWait() == 2);
            status.setRollbackOnly();
          });
    }

    for (Future<JsonNode> answer : answers) {
      assertThat(answer.get().size()).isEqualTo(3);
    }
  }

  private int replaysThatWait() {
    return database
        .sql(
            """
            SELECT count(*)
              FROM pg_stat_activity
             WHERE wait_event_type = 'Lock'
               AND query LIKE 'INSERT INTO deliveries%'
            """)
        .query(Integer.class)
        .single();
  }

  @Test
  void unknown_webhooks_are_blamed_and_then_nothing_is_replayed() {
    stored.fanOut(event);
    WebhookId deleted = api.webhook(type);
    api.delete("/webhooks/" + deleted).is(204);
    String path = "/events/" + event + "/replay";

    api.post(path, named(List.of(webhook, WebhookId.next()))).blames(400, "webhookIds[1]");
    api.post(path, named(List.of(deleted, webhook))).blames(400, "webhookIds[0]");

    assertThat(ids(event)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"webhookIds\":[]}           | webhookIds",
        "{\"webhookIds\":\"all\"}      | webhookIds",
        "{\"webhookIds\":null}         | webhookIds",
        "{\"webhookIds\":[\"x\"]}      | webhookIds[0]",
        "{\"webhookIds\":[7]}          | webhookIds[0]",
        "{\"webhooks\":[]}             | webhooks",
        "[]                            | body",
      })
  void a_bad_body_is_blamed(String json, String field) {
    api.post("/events/" + event + "/replay", json).blames(400, field);
  }

  @Test
  void no_webhook_is_named_twice_and_no_more_than_100_are_named() {
    String path = "/events/" + event + "/replay";

    api.post(path, named(List.of(webhook, webhook))).blames(400, "webhookIds[1]");
    api.post(path, named(Stream.generate(WebhookId::next).limit(101).toList()))
        .blames(400, "webhookIds");
  }

  @Test
  void an_unknown_event_is_not_found() {
    api.post("/events/" + EventId.next() + "/replay", "{}").isProblem(404);
    api.post("/events/" + webhook + "/replay", "{}").blames(400, "id");
  }

  private JsonNode replay(String json) {
    return api.post("/events/" + event + "/replay", json).is(202).json().path("deliveries");
  }

  private static String named(List<WebhookId> webhooks) {
    return webhooks.stream()
        .map("\"%s\""::formatted)
        .collect(Collectors.joining(",", "{\"webhookIds\":[", "]}"));
  }

  private List<String> ids(EventId ofEvent) {
    return api.get("/events/" + ofEvent).json().path("deliveries").findValuesAsString("id");
  }

  private String orderingKey(String delivery) {
    return database
        .sql("SELECT ordering_key FROM deliveries WHERE id = ?")
        .param(DeliveryId.parse(delivery).uuid())
        .query(String.class)
        .single();
  }

  /** Webhooks of other tests may match every type. */
  private static JsonNode replayed(JsonNode all, DeliveryId delivery) {
    return all.valueStream()
        .filter(one -> one.path("id").asString().equals(delivery.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static Instant dueAt(JsonNode delivery) {
    return Instant.parse(delivery.path("nextAttemptAt").asString());
  }
}
