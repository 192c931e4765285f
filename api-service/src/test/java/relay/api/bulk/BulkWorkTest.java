package relay.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import tools.jackson.databind.JsonNode;

/** How an action is worked off, whatever dies or fails meanwhile, and forgotten. */
@ApiTest
class BulkWorkTest extends Bulk {
  @Autowired BulkWork work;
  @Autowired BulkPurge purge;

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
                  SELECT :id, d.id, d.attempts, item.done
                    FROM (SELECT unnest(:done::uuid[]), true
                          UNION ALL
                          SELECT unnest(:open::uuid[]), false) AS item (delivery_id, done)
                    JOIN deliveries d ON d.id = item.delivery_id
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

  private int items(BulkActionId action) {
    return database
        .sql("SELECT count(*) FROM bulk_action_items WHERE bulk_action_id = ?")
        .param(action.uuid())
        .query(Integer.class)
        .single();
  }
}
