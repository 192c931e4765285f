package relay.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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
class SearchApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;

  private final String type = Api.newType();

  @Test
  void what_an_id_belongs_to_is_found() {
    WebhookId webhook = api.webhook(type);
    EventId event = api.event(type);
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.RETRYING);
    AttemptId attempt = stored.failedAttempt(delivery, 1);

    assertFinds(event.toString(), "event", event, "id");
    assertFinds("%20" + webhook + "%20", "webhook", webhook, "id");
    assertFinds(delivery.toString(), "delivery", delivery, "id");
    assertFinds(attempt.toString(), "delivery", delivery, "id");
  }

  @Test
  void the_event_of_an_idempotency_key_is_found() {
    String key = "order-" + UUID.randomUUID();
    Api.Answer posted = api.postWithKey(key, "{\"type\":\"%s\",\"data\":1}".formatted(type));

    assertFinds(key, "event", posted.is(202).text("id"), "idempotencyKey");
  }

  @Test
  void what_there_is_not_is_not_found() {
    WebhookId deleted = api.webhook(type);
    api.delete("/webhooks/" + deleted).is(204);

    for (String nothing :
        new String[] {
          EventId.next().toString(), deleted.toString(), "evt_", "%00", "Zo%C3%AB", "no-such-key"
        }) {
      assertThat(find(nothing).isEmpty()).as(nothing).isTrue();
    }
  }

  @Test
  void a_search_for_nothing_is_blamed() {
    api.get("/search").blames(400, "q");
    api.get("/search?q=").blames(400, "q");
    api.get("/search?q=%20").blames(400, "q");
    api.get("/search?q=" + "x".repeat(256)).blames(400, "q");
  }

  private void assertFinds(String query, String kind, Object id, String by) {
    JsonNode found = find(query);
    assertThat(found.size()).as(query).isOne();
    assertThat(found.get(0).path("kind").asString()).isEqualTo(kind);
    assertThat(found.get(0).path("id").asString()).isEqualTo(id.toString());
    assertThat(found.get(0).path("by").asString()).isEqualTo(by);
  }

  private JsonNode find(String query) {
    return api.get("/search?q=" + query).is(200).json().path("results");
  }
}
