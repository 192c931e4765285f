package relay.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class BulkActionsTest {
  private static final String RETRY_EXHAUSTED =
      "{\"action\":\"retry\",\"filter\":{\"state\":\"exhausted\",\"webhookId\":\"%s\"}}";

  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transaction;
  @Autowired BulkWork work;
  @Autowired BulkPurge purge;

  private final String type = Api.newType();
  private WebhookId webhook;

  @BeforeEach
  void register() {
    webhook = api.webhook(type);
  }

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
  void an_action_that_a_crash_left_half_done_is_finished_and_nothing_is_done_twice() {
    DeliveryId doneBefore = delivery("SUCCEEDED");
    List<DeliveryId> open = List.of(delivery("EXHAUSTED"), delivery("EXHAUSTED"));

    BulkActionId action = halfDone("retry", List.of(doneBefore), open);

    JsonNode done = awaitDone(action.toString());
    assertThat(done.path("changed").asInt()).isEqualTo(3);
    assertThat(done.path("unchanged").asInt()).isZero();
    assertThat(state(doneBefore)).isEqualTo("succeeded");
    assertThat(open).allSatisfy(delivery -> assertThat(state(delivery)).isEqualTo("pending"));
  }

  @Test
  void deliveries_change_only_together_with_the_progress_that_says_so() {
    DeliveryId delivery = delivery("EXHAUSTED");
    BulkActionId action = BulkActionId.next();
    refuseProgress(action);
    try {
      halfDone(action, "retry", List.of(), List.of(delivery));
      awaitFailure();
      assertThat(state(delivery)).isEqualTo("exhausted");

      allowProgress();
      assertThat(awaitDone(action.toString()).path("changed").asInt()).isEqualTo(1);
      assertThat(state(delivery)).isEqualTo("pending");
    } finally {
      allowProgress();
    }
  }

  @Test
  void an_action_that_fails_holds_up_no_other() {
    BulkActionId failing = BulkActionId.next();
    refuseProgress(failing);
    try {
      halfDone(failing, "retry", List.of(), List.of(delivery("EXHAUSTED")));
      awaitFailure();

      Api.Answer started = start(named("cancel", List.of(delivery("PENDING"))));

      assertThat(awaitDone(started.text("id")).path("changed").asInt()).isEqualTo(1);
      assertThat(api.get("/bulk-actions/" + failing).text("state")).isEqualTo("running");
    } finally {
      allowProgress();
    }
    awaitDone(failing.toString());
  }

  @Test
  void several_services_share_an_action_and_do_nothing_twice() throws Exception {
    List<DeliveryId> deliveries = storePending(2_200);
    BulkActionId action = halfDone("cancel", List.of(), deliveries);
    Callable<Boolean> working =
        () -> {
          while (work.work()) {
            Thread.onSpinWait();
          }
          return true;
        };

    try (ExecutorService services = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> service : services.invokeAll(List.of(working, working, working))) {
        assertThat(service.get()).isTrue();
      }
    }

    JsonNode done = awaitDone(action.toString());
    assertThat(done.path("changed").asInt()).isEqualTo(2_200);
    assertThat(done.path("unchanged").asInt()).isZero();
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

  @Test
  void actions_are_forgotten_when_they_have_been_done_for_30_days() {
    BulkActionId old = halfDone("cancel", List.of(delivery("CANCELLED")), List.of());
    BulkActionId recent = halfDone("cancel", List.of(delivery("CANCELLED")), List.of());
    finished(old, 31);
    finished(recent, 29);

    while (purge.purge()) {
      Thread.onSpinWait();
    }

    api.get("/bulk-actions/" + old).isProblem(404);
    assertThat(items(old)).isZero();
    api.get("/bulk-actions/" + recent).is(200);
    assertThat(items(recent)).isEqualTo(1);
  }

  private Api.Answer start(String json) {
    return api.post("/bulk-actions", json).is(201);
  }

  private static String named(String action, List<DeliveryId> deliveries) {
    return deliveries.stream()
        .map("\"%s\""::formatted)
        .collect(Collectors.joining(",", "{\"action\":\"" + action + "\",\"deliveryIds\":[", "]}"));
  }

  private JsonNode awaitDone(String action) {
    return await()
        .atMost(Api.PATIENCE)
        .until(
            () -> api.get("/bulk-actions/" + action).is(200).json(),
            shown -> shown.path("state").asString().equals("done"));
  }

  private static Map<String, String> leftAlone(JsonNode done) {
    return done.path("leftAlone")
        .valueStream()
        .collect(
            Collectors.toMap(
                one -> one.path("deliveryId").asString(), one -> one.path("why").asString()));
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

  /** Stores an action as a service leaves it that dies between two batches. */
  private BulkActionId halfDone(
      String action, Collection<DeliveryId> done, Collection<DeliveryId> open) {
    return halfDone(BulkActionId.next(), action, done, open);
  }

  private BulkActionId halfDone(
      BulkActionId id, String action, Collection<DeliveryId> done, Collection<DeliveryId> open) {
    transaction.executeWithoutResult(
        _ -> {
          database
              .sql(
                  """
                  INSERT INTO bulk_action_items (bulk_action_id, delivery_id, attempts, done)
                  SELECT :id, d.id, d.attempts, d.id = ANY (:done::uuid[])
                    FROM deliveries d
                   WHERE d.id = ANY (:done::uuid[]) OR d.id = ANY (:open::uuid[])
                  """)
              .param("id", id.uuid())
              .param("done", arrayOf(done))
              .param("open", arrayOf(open))
              .update();
          database
              .sql(
                  """
                  INSERT INTO bulk_actions (id, action, total, changed, done_at)
                  SELECT :id, :action, :total, :changed, CASE WHEN :total = :changed THEN now() END
                  """)
              .param("id", id.uuid())
              .param("action", action)
              .param("total", done.size() + open.size())
              .param("changed", done.size())
              .update();
        });
    return id;
  }

  private static String arrayOf(Collection<DeliveryId> deliveries) {
    return deliveries.stream()
        .map(delivery -> delivery.uuid().toString())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private void finished(BulkActionId action, int daysAgo) {
    database
        .sql("UPDATE bulk_actions SET done_at = now() - ? * interval '1 day' WHERE id = ?")
        .param(daysAgo)
        .param(action.uuid())
        .update();
  }

  private void awaitFailure() {
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(
            () -> assertThatThrownBy(work::work).isInstanceOf(DataAccessException.class));
  }

  private void refuseProgress(BulkActionId action) {
    database
        .sql(
            """
            CREATE FUNCTION refuse_progress() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'refused by a test';
            END $$
            """)
        .update();
    database
        .sql(
            """
            CREATE TRIGGER refuse_progress BEFORE UPDATE ON bulk_actions
            FOR EACH ROW WHEN (NEW.id = '%s') EXECUTE FUNCTION refuse_progress()
            """
                .formatted(action.uuid()))
        .update();
  }

  private void allowProgress() {
    database.sql("DROP TRIGGER IF EXISTS refuse_progress ON bulk_actions").update();
    database.sql("DROP FUNCTION IF EXISTS refuse_progress").update();
  }

  private List<DeliveryId> storePending(int number) {
    List<DeliveryId> ids = Stream.generate(DeliveryId::next).limit(number).toList();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, next_attempt_at)
            SELECT id, uuidv7(), ?, 'pending', now() FROM unnest(?::uuid[]) AS d (id)
            """)
        .param(webhook.uuid())
        .param(arrayOf(ids))
        .update();
    return ids;
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

  private int items(BulkActionId action) {
    return database
        .sql("SELECT count(*) FROM bulk_action_items WHERE bulk_action_id = ?")
        .param(action.uuid())
        .query(Integer.class)
        .single();
  }

  private DeliveryId delivery(String state) {
    return stored.delivery(api.event(type), webhook, DeliveryState.valueOf(state));
  }

  private String state(DeliveryId delivery) {
    return database
        .sql("SELECT state FROM deliveries WHERE id = ?")
        .param(delivery.uuid())
        .query(String.class)
        .single();
  }
}
