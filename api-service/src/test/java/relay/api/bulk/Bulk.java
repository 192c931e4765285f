package relay.api.bulk;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

/** What the tests of bulk actions share. */
abstract class Bulk {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transaction;

  final String type = Api.newType();
  WebhookId webhook;

  @BeforeEach
  void register() {
    webhook = api.webhook(type);
  }

  Api.Answer start(String json) {
    return api.post("/bulk-actions", json).is(201);
  }

  static String named(String action, List<DeliveryId> deliveries) {
    return deliveries.stream()
        .map("\"%s\""::formatted)
        .collect(Collectors.joining(",", "{\"action\":\"" + action + "\",\"deliveryIds\":[", "]}"));
  }

  JsonNode awaitDone(String action) {
    return await()
        .atMost(Api.PATIENCE)
        .until(
            () -> api.get("/bulk-actions/" + action).is(200).json(),
            shown -> shown.path("state").asString().equals("done"));
  }

  static Map<String, String> leftAlone(JsonNode done) {
    return done.path("leftAlone")
        .valueStream()
        .collect(
            Collectors.toMap(
                one -> one.path("deliveryId").asString(), one -> one.path("why").asString()));
  }

  DeliveryId delivery(String state) {
    return stored.delivery(api.event(type), webhook, DeliveryState.valueOf(state));
  }

  String state(DeliveryId delivery) {
    return database
        .sql("SELECT state FROM deliveries WHERE id = ?")
        .param(delivery.uuid())
        .query(String.class)
        .single();
  }
}
