package relay.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

/** What an action is asked to do, what it freezes, and what it reports. */
@ApiTest
class BulkActionsTest extends Bulk {
  private static final String RETRY_EXHAUSTED =
      "{\"action\":\"retry\",\"filter\":{\"state\":\"exhausted\",\"webhookId\":\"%s\"}}";

  @Test
  void what_the_filter_matches_is_retried_and_nothing_else() {
    List<DeliveryId> exhausted = List.of(delivery("EXHAUSTED"), delivery("EXHAUSTED"));
    DeliveryId succeeded = delivery("SUCCEEDED");
    WebhookId other = api.webhook(type);
    DeliveryId ofOther = stored.delivery(api.event(type), other, DeliveryState.EXHAUSTED);

    Api.Answer started = start(RETRY_EXHAUSTED.formatted(webhook));

    assertThat(started.text("action")).isEqualTo("retry");
    assertThat(started.json().path("total").asInt()).isEqualTo(2);
    JsonNode done = awaitDone(started.text("id"));
    assertThat(done.path("changed").asInt()).isEqualTo(2);
    assertThat(done.path("unchanged").asInt()).isZero();
    assertThat(done.path("leftAlone").isEmpty()).isTrue();
    assertThat(done.path("doneAt").isNull()).isFalse();
    for (DeliveryId delivery : exhausted) {
      assertThat(state(delivery)).isEqualTo("pending");
      assertThat(stored.seriesAttempts(delivery)).isZero();
    }
    assertThat(state(succeeded)).isEqualTo("succeeded");
    assertThat(state(ofOther)).isEqualTo("exhausted");
  }

  @Test
  void the_filter_takes_event_and_time_as_the_list_of_deliveries_does() {
    EventId event = api.event(type);
    DeliveryId wanted = stored.delivery(event, webhook, DeliveryState.PENDING);
    DeliveryId ofAnotherEvent = delivery("PENDING");

    Api.Answer none =
        start(
            "{\"action\":\"cancel\",\"filter\":{\"state\":\"pending\",\"eventId\":\"%s\",\"to\":\"%s\"}}"
                .formatted(event, wanted.createdAt()));
    Api.Answer one =
        start(
            "{\"action\":\"cancel\",\"filter\":{\"state\":\"pending\",\"eventId\":\"%s\",\"from\":\"%s\"}}"
                .formatted(event, wanted.createdAt()));

    assertThat(none.json().path("total").asInt()).isZero();
    assertThat(none.text("state")).isEqualTo("done");
    assertThat(awaitDone(one.text("id")).path("changed").asInt()).isEqualTo(1);
    assertThat(state(wanted)).isEqualTo("cancelled");
    assertThat(state(ofAnotherEvent)).isEqualTo("pending");
  }

  @Test
  void what_can_not_be_cancelled_is_left_alone_and_the_report_says_why() {
    DeliveryId pending = delivery("PENDING");
    DeliveryId underWay = delivery("IN_FLIGHT");
    DeliveryId succeeded = delivery("SUCCEEDED");
    DeliveryId cancelled = delivery("CANCELLED");

    JsonNode done =
        awaitDone(
            start(named("cancel", List.of(pending, underWay, succeeded, cancelled))).text("id"));

    assertThat(done.path("changed").asInt()).isEqualTo(1);
    assertThat(done.path("unchanged").asInt()).isEqualTo(3);
    Map<String, String> leftAlone = leftAlone(done);
    assertThat(leftAlone).hasSize(3);
    assertThat(leftAlone.get(underWay.toString())).contains("under way");
    assertThat(leftAlone.get(succeeded.toString())).contains("succeeded");
    assertThat(leftAlone.get(cancelled.toString())).contains("already");
    assertThat(state(pending)).isEqualTo("cancelled");
    assertThat(state(underWay)).isEqualTo("in_flight");
    assertThat(state(succeeded)).isEqualTo("succeeded");
  }

  @Test
  void nothing_is_retried_for_a_webhook_that_was_deleted() {
    DeliveryId delivery = delivery("EXHAUSTED");
    api.delete("/webhooks/" + webhook).is(204);

    JsonNode done = awaitDone(start(named("retry", List.of(delivery))).text("id"));

    assertThat(leftAlone(done).get(delivery.toString())).contains("webhook was deleted");
    assertThat(state(delivery)).isEqualTo("exhausted");
  }

  @Test
  void a_delivery_that_begins_to_match_after_the_freeze_is_not_touched() {
    DeliveryId frozen = delivery("EXHAUSTED");

    Api.Answer started =
        whileLocked(
            frozen,
            () -> {
              Api.Answer answer = start(RETRY_EXHAUSTED.formatted(webhook));
              delivery("EXHAUSTED");
              return answer;
            });

    JsonNode done = awaitDone(started.text("id"));
    assertThat(done.path("total").asInt()).isEqualTo(1);
    assertThat(done.path("changed").asInt()).isEqualTo(1);
    assertThat(state(frozen)).isEqualTo("pending");
    assertThat(
            api.get("/deliveries?state=exhausted&webhookId=" + webhook).json().path("data").size())
        .isEqualTo(1);
  }

  @Test
  void what_succeeded_since_the_freeze_is_not_sent_again() {
    DeliveryId delivery = delivery("EXHAUSTED");

    Api.Answer started =
        whileLocked(
            delivery,
            () -> {
              Api.Answer answer = start(RETRY_EXHAUSTED.formatted(webhook));
              database
                  .sql("UPDATE deliveries SET state = 'succeeded', attempts = 4 WHERE id = ?")
                  .param(delivery.uuid())
                  .update();
              return answer;
            });

    JsonNode done = awaitDone(started.text("id"));
    assertThat(leftAlone(done).get(delivery.toString())).contains("meanwhile");
    assertThat(state(delivery)).isEqualTo("succeeded");
  }

  @Test
  void more_than_100_000_deliveries_are_refused_and_then_nothing_is_frozen() {
    long before = count("bulk_actions");
    storeSucceeded(100_001);
    try {
      Api.Answer refused =
          api.post(
                  "/bulk-actions",
                  "{\"action\":\"retry\",\"filter\":{\"state\":\"succeeded\",\"webhookId\":\"%s\"}}"
                      .formatted(webhook))
              .blames(400, "filter");

      assertThat(refused.text("detail")).contains("narrow");
      assertThat(count("bulk_actions")).isEqualTo(before);
    } finally {
      database.sql("DELETE FROM deliveries WHERE webhook_id = ?").param(webhook.uuid()).update();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                  | action",
        "{\"action\":\"delete\",\"filter\":{\"state\":\"pending\"}}          | action",
        "{\"action\":null,\"filter\":{\"state\":\"pending\"}}                | action",
        "{\"action\":\"retry\"}                                              | filter",
        "{\"action\":\"retry\",\"filter\":[]}                                | filter",
        "{\"action\":\"retry\",\"filter\":{}}                                | filter.state",
        "{\"action\":\"retry\",\"filter\":{\"state\":\"lost\"}}              | filter.state",
        "{\"action\":\"retry\",\"filter\":{\"state\":\"pending\",\"from\":\"now\"}} | filter.from",
        "{\"action\":\"retry\",\"filter\":{\"state\":\"pending\",\"eventId\":1}} | filter.eventId",
        "{\"action\":\"retry\",\"filter\":{\"state\":\"pending\",\"type\":\"a\"}} | filter.type",
        "{\"action\":\"retry\",\"deliveryIds\":[]}                           | deliveryIds",
        "{\"action\":\"retry\",\"deliveryIds\":[\"x\"]}                      | deliveryIds[0]",
        "{\"action\":\"retry\",\"filter\":{\"state\":\"pending\"},\"all\":1} | all",
        "[]                                                                  | body",
      })
  void a_bad_request_is_blamed(String json, String field) {
    api.post("/bulk-actions", json).blames(400, field);
  }

  @Test
  void deliveries_that_are_named_have_to_exist_once_and_stand_alone() {
    DeliveryId delivery = delivery("EXHAUSTED");

    api.post("/bulk-actions", named("retry", List.of(delivery, DeliveryId.next())))
        .blames(400, "deliveryIds[1]");
    api.post("/bulk-actions", named("retry", List.of(delivery, delivery)))
        .blames(400, "deliveryIds[1]");
    api.post(
            "/bulk-actions",
            "{\"action\":\"retry\",\"deliveryIds\":[\"%s\"],\"filter\":{\"state\":\"exhausted\"}}"
                .formatted(delivery))
        .blames(400, "filter");
    assertThat(state(delivery)).isEqualTo("exhausted");
  }

  @Test
  void an_unknown_action_is_not_found() {
    api.get("/bulk-actions/" + BulkActionId.next()).isProblem(404);
    api.get("/bulk-actions/" + webhook).blames(400, "id");
  }

  /**
   * Runs something in a transaction that keeps all others from changing a delivery until it ends.
   */
  private Api.Answer whileLocked(DeliveryId delivery, Callable<Api.Answer> something) {
    return transaction.execute(
        _ -> {
          database
              .sql("SELECT id FROM deliveries WHERE id = ? FOR UPDATE")
              .param(delivery.uuid())
              .query()
              .singleRow();
          try {
            return something.call();
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private void storeSucceeded(int number) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state)
            SELECT uuidv7(), uuidv7(), ?, 'succeeded' FROM generate_series(1, ?)
            """)
        .param(webhook.uuid())
        .param(number)
        .update();
  }

  private long count(String table) {
    return database.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }
}
