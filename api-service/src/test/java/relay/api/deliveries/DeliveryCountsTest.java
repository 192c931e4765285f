package relay.api.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class DeliveryCountsTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  private final String type = Api.newType();

  @Test
  void deliveries_are_counted_by_state_within_the_filters() {
    WebhookId webhook = api.webhook(type);
    EventId event = api.event(type);
    stored.delivery(event, webhook, DeliveryState.EXHAUSTED);
    stored.delivery(api.event(type), webhook, DeliveryState.EXHAUSTED);
    DeliveryId last = stored.delivery(api.event(type), webhook, DeliveryState.PENDING);

    JsonNode ofWebhook = counts("?webhookId=" + webhook);
    assertThat(ofWebhook.at("/counts/exhausted").asLong()).isEqualTo(2);
    assertThat(ofWebhook.at("/counts/pending").asLong()).isOne();
    assertThat(ofWebhook.at("/counts/succeeded").asLong()).isZero();
    assertThat(ofWebhook.path("capped").asBoolean()).isFalse();
    JsonNode ofEvent = counts("?webhookId=" + webhook + "&eventId=" + event);
    assertThat(ofEvent.at("/counts/exhausted").asLong()).isOne();
    assertThat(ofEvent.at("/counts/pending").asLong()).isZero();
    JsonNode later = counts("?webhookId=" + webhook + "&from=" + last.createdAt().plusMillis(1));
    assertThat(later.at("/counts/pending").asLong()).isZero();
  }

  @Test
  void without_a_filter_all_are_counted() {
    long before = counts("").at("/counts/cancelled").asLong();
    stored.delivery(api.event(type), api.webhook(type), DeliveryState.CANCELLED);

    assertThat(counts("").at("/counts/cancelled").asLong()).isEqualTo(before + 1);
    assertThat(counts("").path("capped").asBoolean()).isFalse();
  }

  @Test
  void counting_within_filters_ends_at_ten_thousand() {
    WebhookId webhook = api.webhook(type);
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state)
            SELECT uuidv7(), uuidv7(), ?, 'succeeded' FROM generate_series(1, 10100)
            """)
        .param(webhook.uuid())
        .update();

    JsonNode counted = counts("?webhookId=" + webhook);

    assertThat(counted.at("/counts/succeeded").asLong()).isEqualTo(10_000);
    assertThat(counted.path("capped").asBoolean()).isTrue();
  }

  @Test
  void a_bad_filter_is_blamed() {
    api.get("/deliveries/counts?webhookId=1").blames(400, "webhookId");
    api.get("/deliveries/counts?limit=5").blames(400, "limit");
  }

  private JsonNode counts(String query) {
    return api.get("/deliveries/counts" + query).is(200).json();
  }
}
