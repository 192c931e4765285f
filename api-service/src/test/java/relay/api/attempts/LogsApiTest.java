package relay.api.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
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
class LogsApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;

  @Test
  void each_attempt_is_a_row_with_what_happened() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    EventId event = api.event(type);
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.RETRYING);
    AttemptId attempt = stored.failedAttempt(delivery, 1);

    JsonNode row = api.get("/logs?deliveryId=" + delivery).is(200).json().at("/data/0");

    assertThat(row.path("id").asString()).isEqualTo(attempt.toString());
    assertThat(row.path("deliveryId").asString()).isEqualTo(delivery.toString());
    assertThat(row.path("eventId").asString()).isEqualTo(event.toString());
    assertThat(row.path("webhookId").asString()).isEqualTo(webhook.toString());
    assertThat(row.path("attempt").asInt()).isOne();
    assertThat(row.path("outcome").asString()).isEqualTo("failed");
    assertThat(row.path("reason").asString()).isEqualTo("5xx");
    assertThat(row.path("responseCode").asInt()).isEqualTo(503);
    assertThat(row.path("responseHeaders"))
        .extracting(one -> one.path("name").asString(), one -> one.path("value").asString())
        .containsExactly(tuple("Via", "a"), tuple("Retry-After", "7"), tuple("Via", "b"));
    assertThat(row.path("responseHeadersLeftOut").asInt()).isEqualTo(2);
    assertThat(row.path("responseBody").asString()).isEqualTo("body");
    assertThat(row.path("durationMs").asInt()).isEqualTo(12);
    assertThat(row.path("error").asString()).isEqualTo("answered with 503");
    assertThat(row.path("startedAt").asString()).isEqualTo(attempt.createdAt().toString());
    assertThat(row.path("nextAttemptAt").isString()).isTrue();
    assertThat(row.path("stale").booleanValue()).isFalse();
  }

  @Test
  void where_no_answer_came_none_is_shown() {
    String type = Api.newType();
    DeliveryId delivery =
        stored.delivery(api.event(type), api.webhook(type), DeliveryState.RETRYING);
    stored.unansweredAttempt(delivery, 1);

    JsonNode row = api.get("/logs?deliveryId=" + delivery).is(200).json().at("/data/0");

    assertThat(row.path("responseCode").isNull()).isTrue();
    assertThat(row.path("responseHeaders").isNull()).isTrue();
    assertThat(row.path("responseHeadersLeftOut").asInt()).isZero();
    assertThat(row.path("responseBody").isNull()).isTrue();
  }

  @Test
  void attempts_are_filtered_and_paged_newest_first() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    EventId event = api.event(type);
    DeliveryId first = stored.delivery(event, webhook, DeliveryState.SUCCEEDED);
    DeliveryId second = stored.delivery(api.event(type), webhook, DeliveryState.RETRYING);
    String failed = stored.failedAttempt(first, 1).toString();
    String other = stored.failedAttempt(second, 1).toString();
    String successful = stored.successfulAttempt(first, 2).toString();
    String ofWebhook = "/logs?webhookId=" + webhook;

    assertThat(ids(ofWebhook)).containsExactly(successful, other, failed);
    assertThat(ids("/logs?eventId=" + event)).containsExactly(successful, failed);
    assertThat(ids("/logs?deliveryId=" + second)).containsExactly(other);
    assertThat(ids(ofWebhook + "&outcome=succeeded")).containsExactly(successful);
    assertThat(ids(ofWebhook + "&from=2100-01-01T00:00:00Z")).isEmpty();
    JsonNode page = api.get(ofWebhook + "&limit=2").is(200).json();
    assertThat(page.path("data").findValuesAsString("id")).containsExactly(successful, other);
    assertThat(ids(ofWebhook + "&cursor=" + page.path("nextCursor").asString()))
        .containsExactly(failed);
  }

  @Test
  void a_bad_filter_is_blamed() {
    api.get("/logs?outcome=maybe").blames(400, "outcome");
    api.get("/logs?deliveryId=evt_1").blames(400, "deliveryId");
    api.get("/logs?webhook=1").blames(400, "webhook");
  }

  private List<String> ids(String path) {
    return api.get(path).is(200).json().path("data").findValuesAsString("id");
  }
}
