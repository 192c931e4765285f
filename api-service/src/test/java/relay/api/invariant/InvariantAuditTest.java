package relay.api.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.TestServers;

/** No worker runs here: the tests do what one would have done, and what one never should. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "relay.api-key=" + Api.KEY,
      "relay.secrets.keys=" + Api.SECRETS_KEY,
      "relay.delivery.allowed-networks=127.0.0.0/8,::1/128",
      "relay.invariant.every=1s",
      "relay.invariant.grace=1s",
      "server.shutdown=immediate"
    })
@Import({TestServers.class, AuditedDatabase.class, Api.class, StoredDeliveries.class})
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(AuditedDatabase.NAME)
@ResourceLock(Resources.SYSTEM_OUT)
@Tag("slow")
class InvariantAuditTest {
  private static final String CHECKED = "relay_invariant_checked_total";
  private static final String AUDIT_AGE = "relay_invariant_audit_age_seconds";
  private static final String UNCHECKED_AGE = "relay_invariant_unchecked_age_seconds";

  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transaction;
  @Autowired AuditRow row;

  private final String type = Api.newType();

  @AfterEach
  void put_right() {
    database.sql("TRUNCATE deliveries, events, outbox, unmatched_events, unaccounted").update();
    database.sql("TRUNCATE delivery_counts, workers").update();
    database.sql("UPDATE webhooks SET deleted_at = now()").update();
    await_differences(Map.of());
  }

  @Test
  void an_event_that_nothing_became_of_is_missed_until_it_is_replayed(CapturedOutput output) {
    EventId lost = api.event(type);
    take_from_outbox(lost);
    await_differences(Map.of(Kind.EVENTS, 1));
    assertThat(output)
        .contains("nothing became of them: replay them")
        .contains("examples=\"" + lost + "\"");

    api.webhook(type);
    api.post("/events/" + lost + "/replay", "{}").is(202);
    await_differences(Map.of());
    await().atMost(Api.PATIENCE).until(() -> output.getOut().contains("is put right"));
  }

  @Test
  void what_is_put_back_into_the_outbox_waits_and_is_not_missed() {
    EventId lost = api.event(type);
    take_from_outbox(lost);
    await_differences(Map.of(Kind.EVENTS, 1));

    database
        .sql(
            "INSERT INTO outbox (event_id, tenant, next_sweep_at)"
                + " SELECT id, tenant, now() + interval '1 h' FROM events WHERE id = ?")
        .param(lost.uuid())
        .update();
    await_differences(Map.of());
    take_from_outbox(lost);
    await_differences(Map.of(Kind.EVENTS, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "%s", "%s.*"})
  void a_subscriber_that_was_forgotten_is_missed_until_it_is_given_the_event(String pattern) {
    WebhookId reached = api.webhook("*");
    WebhookId forgotten = api.webhook(pattern.formatted(type));
    EventId event = api.event(pattern.endsWith(".*") ? type + ".deep.down" : type);
    stored.delivery(event, reached, DeliveryState.SUCCEEDED);
    await_differences(Map.of(Kind.DELIVERIES, 1));

    api.post("/events/" + event + "/replay", "{\"webhookIds\":[\"%s\"]}".formatted(forgotten))
        .is(202);
    await_differences(Map.of());
  }

  @Test
  void an_event_that_is_said_to_be_for_nobody_is_missed_by_its_subscriber() {
    WebhookId forgotten = api.webhook(type);
    stored.fanOut(api.event(type));
    await_differences(Map.of(Kind.DELIVERIES, 1));

    api.delete("/webhooks/" + forgotten).is(204);
    await_differences(Map.of());
  }

  @Test
  void webhooks_that_did_not_subscribe_in_time_or_to_this_or_here_miss_nothing() {
    WebhookId changed = api.webhook(type + ".other");
    api.webhook(type + ".*");
    api.webhook(type + "x");
    api.as(
            api.post("/tenants", "{\"name\":\"%s\"}".formatted("t" + System.nanoTime()))
                .is(201)
                .text("key"))
        .webhook(type);
    EventId event = api.event(type);
    api.patch("/webhooks/" + changed, "{\"eventTypes\":[\"%s\"]}".formatted(type)).is(200);
    api.webhook(type);
    stored.fanOut(event);
    await_checked();

    assert_differences(Map.of());
  }

  @Test
  void other_changes_of_a_webhook_are_no_excuse() {
    WebhookId forgotten = api.webhook(type);
    EventId event = api.event(type);
    api.patch("/webhooks/" + forgotten, "{\"enabled\":false}").is(200);
    stored.fanOut(event);

    await_differences(Map.of(Kind.DELIVERIES, 1));
  }

  @Test
  void a_test_event_is_for_one_webhook_alone() {
    WebhookId tested = api.webhook(type);
    api.webhook(type);
    api.post("/webhooks/" + tested + "/test", "{\"type\":\"%s\",\"data\":{}}".formatted(type))
        .is(202);
    await_checked();

    assert_differences(Map.of());
  }

  @Test
  void an_event_that_waits_is_not_lost_and_what_is_behind_it_is_looked_at_later() {
    EventId waits = api.event(type);
    EventId lost = api.event(type);
    take_from_outbox(lost);
    await().atMost(Api.PATIENCE).until(() -> api.metric(UNCHECKED_AGE) > 4);
    assert_differences(Map.of());
    assertThat(api.metric(AUDIT_AGE)).isLessThan(4);

    stored.fanOut(waits);
    await_differences(Map.of(Kind.EVENTS, 1));
    assertThat(api.metric(UNCHECKED_AGE)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE deliveries SET next_attempt_at = 'infinity' WHERE id = ?",
        "DELETE FROM events WHERE id = (SELECT event_id FROM deliveries WHERE id = ?)",
        "UPDATE deliveries SET webhook_id = gen_random_uuid() WHERE id = ?"
      })
  void what_waits_and_no_sweep_will_find_is_stuck(String damage, CapturedOutput output) {
    DeliveryId delivery =
        stored.delivery(api.event(type), api.webhook(type), DeliveryState.RETRYING);
    stored.delivery(api.event(type), api.webhook(type), DeliveryState.RETRYING);
    database.sql("UPDATE deliveries SET next_attempt_at = now() - interval '1 day'").update();
    await_checked();
    database.sql(damage).param(delivery.uuid()).update();
    await_differences_of(Kind.STUCK, 1);
    assertThat(output).contains("examples=\"" + delivery + "\"");

    database.sql("DELETE FROM deliveries WHERE id = ?").param(delivery.uuid()).update();
    await_differences_of(Kind.STUCK, 0);
  }

  @Test
  void a_claim_without_an_end_is_stuck() {
    stored.delivery(api.event(type), api.webhook(type), DeliveryState.IN_FLIGHT);
    database.sql("UPDATE deliveries SET lease_until = 'infinity'").update();
    await_differences(Map.of(Kind.STUCK, 1));

    database.sql("UPDATE deliveries SET lease_until = now() + interval '45 s'").update();
    await_differences(Map.of());
  }

  @Test
  void a_claim_that_lapsed_is_stuck_only_if_a_worker_is_there_and_leaves_it() {
    stored.delivery(api.event(type), api.webhook(type), DeliveryState.IN_FLIGHT);
    database.sql("UPDATE deliveries SET lease_until = now() - interval '1 h'").update();
    await_checked();
    assert_differences(Map.of());

    database
        .sql(
            "INSERT INTO workers VALUES (gen_random_uuid(), now() - interval '1 h',"
                + " now() + interval '1 h')")
        .update();
    await_differences(Map.of(Kind.STUCK, 1));
  }

  @Test
  void sums_that_are_not_what_there_is_are_told(CapturedOutput output) {
    stored.delivery(api.event(type), api.webhook(type), DeliveryState.EXHAUSTED);
    database
        .sql("INSERT INTO delivery_counts (state, delta) VALUES ('exhausted', 2), ('pending', -1)")
        .update();
    await_differences(Map.of(Kind.COUNTS, 3));
    assertThat(output).contains("exhausted of default: 1, not 3");
  }

  @Test
  void an_audit_that_fails_is_not_taken_for_one_that_found_nothing() {
    await_differences(Map.of());
    database.sql("ALTER TABLE unaccounted RENAME TO away").update();
    try {
      await()
          .atMost(Api.PATIENCE)
          .until(() -> Double.isNaN(difference(Kind.EVENTS)) && api.metric(AUDIT_AGE) > 3);
    } finally {
      database.sql("ALTER TABLE away RENAME TO unaccounted").update();
    }
    await().atMost(Api.PATIENCE).until(() -> difference(Kind.EVENTS) == 0);
    await().atMost(Api.PATIENCE).until(() -> api.metric(AUDIT_AGE) < 3);
  }

  /** The others do not wait for it either. */
  @Test
  void while_one_service_audits_no_other_does() {
    transaction.executeWithoutResult(
        _ -> {
          database.sql("UPDATE invariant_audit SET next_at = now()").update();
          assertThat(row.takeIfDue()).isPresent();
          await().atMost(Api.PATIENCE).until(() -> api.metric(AUDIT_AGE) > 3);
          assertThat(CompletableFuture.supplyAsync(this::takenByAnother))
              .succeedsWithin(Api.PATIENCE)
              .isEqualTo(Optional.empty());
          assert_differences(Map.of());
        });
    await().atMost(Api.PATIENCE).until(() -> api.metric(AUDIT_AGE) < 2);
  }

  private Optional<UUID> takenByAnother() {
    return transaction.execute(_ -> row.takeIfDue());
  }

  @Test
  void under_traffic_nothing_is_ever_missed() throws Exception {
    int clients = 8;
    int eventsEach = 250;
    WebhookId first = api.webhook(type);
    WebhookId second = api.webhook(type);
    double before = api.metric(CHECKED);
    List<Map<Kind, Double>> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        running.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < eventsEach; n++) {
                    api.event(type);
                  }
                }));
      }
      boolean done = false;
      while (!done) {
        done = running.stream().allMatch(Future::isDone);
        seen.add(differences());
        while (fan_out(first, second) > 0) {
          // until nothing waits
        }
      }
    }
    int posted = clients * eventsEach;
    await().atMost(Api.PATIENCE).until(() -> api.metric(CHECKED) - before == posted);

    seen.add(differences());
    assertThat(seen).allMatch(differences -> differences.values().stream().allMatch(d -> d == 0));
  }

  /** As the fan-out of a worker does it. */
  private int fan_out(WebhookId... webhooks) {
    return transaction.execute(
        _ -> {
          List<UUID> taken =
              database
                  .sql(
                      "DELETE FROM outbox WHERE event_id IN (SELECT event_id FROM outbox LIMIT 50)"
                          + " RETURNING event_id")
                  .query(UUID.class)
                  .list();
          for (UUID event : taken) {
            for (WebhookId webhook : webhooks) {
              stored.delivery(new EventId(event), webhook, DeliveryState.SUCCEEDED);
            }
          }
          return taken.size();
        });
  }

  private void take_from_outbox(EventId event) {
    database.sql("DELETE FROM outbox WHERE event_id = ?").param(event.uuid()).update();
  }

  /** Until an event that is posted now was looked at, and so was everything before. */
  private void await_checked() {
    double before = api.metric(CHECKED);
    stored.fanOut(api.event(Api.newType()));
    await().atMost(Api.PATIENCE).until(() -> api.metric(CHECKED) > before);
    await().atMost(Api.PATIENCE).until(() -> api.metric(UNCHECKED_AGE) < 2.5);
  }

  private void await_differences(Map<Kind, Integer> expected) {
    await().atMost(Api.PATIENCE).untilAsserted(() -> assert_differences(expected));
  }

  private void await_differences_of(Kind kind, int expected) {
    await().atMost(Api.PATIENCE).until(() -> difference(kind) == expected);
  }

  private void assert_differences(Map<Kind, Integer> expected) {
    Map<Kind, Double> found = differences();
    for (Kind kind : Kind.values()) {
      assertThat(found.get(kind)).as("%s", kind).isEqualTo(expected.getOrDefault(kind, 0) + 0.0);
    }
  }

  private Map<Kind, Double> differences() {
    Map<Kind, Double> found = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      found.put(kind, difference(kind));
    }
    return found;
  }

  private double difference(Kind kind) {
    return api.metric("relay_invariant_difference{kind=\"%s\"}".formatted(kind.label()));
  }
}
