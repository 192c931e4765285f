package relay.api.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class DeliveriesApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;

  private final String type = Api.newType();
  private WebhookId webhook;

  @BeforeEach
  void register() {
    webhook = api.webhook(type);
  }

  @Test
  void a_delivery_is_shown_with_its_attempts_in_their_order() {
    EventId event = api.event(type);
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.SUCCEEDED);
    AttemptId failed = stored.failedAttempt(delivery, 1);
    AttemptId successful = stored.successfulAttempt(delivery, 2);

    JsonNode shown = api.get("/deliveries/" + delivery).is(200).json();

    assertThat(shown.path("eventId").asString()).isEqualTo(event.toString());
    assertThat(shown.path("eventType").asString()).isEqualTo(type);
    assertThat(shown.path("webhookId").asString()).isEqualTo(webhook.toString());
    assertThat(shown.path("state").asString()).isEqualTo("succeeded");
    assertThat(shown.path("attempts").asInt()).isEqualTo(3);
    assertThat(shown.path("nextAttemptAt").isNull()).isTrue();
    assertThat(shown.path("log").findValuesAsString("id"))
        .containsExactly(failed.toString(), successful.toString());
  }

  @Test
  void deliveries_are_filtered_by_webhook_event_state_and_time_and_paged_newest_first() {
    DeliveryId first = delivery(DeliveryState.EXHAUSTED);
    EventId event = api.event(type);
    DeliveryId second = stored.delivery(event, webhook, DeliveryState.PENDING);
    String ofWebhook = "/deliveries?webhookId=" + webhook;

    assertThat(ids(ofWebhook)).containsExactly(second.toString(), first.toString());
    assertThat(ids("/deliveries?eventId=" + event)).containsExactly(second.toString());
    assertThat(ids(ofWebhook + "&state=exhausted")).containsExactly(first.toString());
    assertThat(ids(ofWebhook + "&state=in_flight")).isEmpty();
    assertThat(ids(ofWebhook + "&to=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(ids(ofWebhook + "&from=" + first.createdAt())).hasSize(2);
    JsonNode page = api.get(ofWebhook + "&limit=1").is(200).json();
    assertThat(page.path("data").findValuesAsString("id")).containsExactly(second.toString());
    assertThat(ids(ofWebhook + "&cursor=" + page.path("nextCursor").asString()))
        .containsExactly(first.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "EXHAUSTED", "CANCELLED"})
  void a_retry_of_what_has_ended_begins_a_new_series_now(DeliveryState ended) {
    DeliveryId delivery = delivery(ended);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/retry").is(200);

    assertThat(answer.text("state")).isEqualTo("pending");
    assertThat(dueAt(answer)).isBefore(Instant.now().plusSeconds(1));
    assertThat(answer.json().path("attempts").asInt()).isEqualTo(3);
    assertThat(stored.seriesAttempts(delivery)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "RETRYING"})
  void a_retry_of_what_waits_makes_it_due_now_in_the_same_series(DeliveryState waiting) {
    DeliveryId delivery = delivery(waiting);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/retry").is(200);

    assertThat(answer.text("state")).isEqualTo(waiting.label());
    assertThat(dueAt(answer)).isBefore(Instant.now().plusSeconds(1));
    assertThat(stored.seriesAttempts(delivery)).isEqualTo(3);
  }

  @Test
  void what_is_in_flight_can_be_neither_retried_nor_cancelled() {
    DeliveryId delivery = delivery(DeliveryState.IN_FLIGHT);

    api.post("/deliveries/" + delivery + "/retry").isProblem(409);
    api.post("/deliveries/" + delivery + "/cancel").isProblem(409);

    assertThat(state(delivery)).isEqualTo("in_flight");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IN_FLIGHT")
  void nothing_is_retried_for_a_webhook_that_was_deleted(DeliveryState state) {
    DeliveryId delivery = delivery(state);
    api.delete("/webhooks/" + webhook).is(204);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/retry").isProblem(409);

    assertThat(answer.text("detail")).contains("webhook was deleted");
    assertThat(state(delivery)).isEqualTo(state.label());
  }

  @Test
  void a_cancel_that_is_refused_does_not_blame_a_deleted_webhook() {
    DeliveryId delivery = delivery(DeliveryState.IN_FLIGHT);
    api.delete("/webhooks/" + webhook).is(204);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/cancel").isProblem(409);

    assertThat(answer.text("detail")).contains("under way").doesNotContain("deleted");
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "RETRYING", "CANCELLED"})
  void what_waits_is_cancelled_and_may_be_cancelled_again(DeliveryState state) {
    DeliveryId delivery = delivery(state);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/cancel").is(200);

    assertThat(answer.text("state")).isEqualTo("cancelled");
    assertThat(answer.json().path("nextAttemptAt").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "EXHAUSTED"})
  void what_has_ended_is_not_cancelled(DeliveryState ended) {
    DeliveryId delivery = delivery(ended);

    Api.Answer answer = api.post("/deliveries/" + delivery + "/cancel").isProblem(409);

    assertThat(answer.text("detail")).contains(ended.name().toLowerCase(Locale.ROOT));
    assertThat(state(delivery)).isEqualTo(ended.label());
  }

  @Test
  void an_unknown_delivery_is_not_found() {
    DeliveryId unknown = DeliveryId.next();

    api.get("/deliveries/" + unknown).isProblem(404);
    api.post("/deliveries/" + unknown + "/retry").isProblem(404);
    api.post("/deliveries/" + unknown + "/cancel").isProblem(404);
    api.get("/deliveries/" + EventId.next()).blames(400, "id");
    api.post("/deliveries/x/retry").blames(400, "id");
  }

  @Test
  void a_bad_filter_is_blamed() {
    api.get("/deliveries?state=lost").blames(400, "state");
    api.get("/deliveries?webhookId=" + EventId.next()).blames(400, "webhookId");
    api.get("/deliveries?eventId=7").blames(400, "eventId");
    api.get("/deliveries?status=pending").blames(400, "status");
    api.get("/deliveries?cursor=!").blames(400, "cursor");
  }

  private DeliveryId delivery(DeliveryState state) {
    return stored.delivery(api.event(type), webhook, state);
  }

  private String state(DeliveryId delivery) {
    return api.get("/deliveries/" + delivery).is(200).text("state");
  }

  private static Instant dueAt(Api.Answer answer) {
    return Instant.parse(answer.text("nextAttemptAt"));
  }

  private List<String> ids(String path) {
    return api.get(path).is(200).json().path("data").findValuesAsString("id");
  }
}
