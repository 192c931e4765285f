package relay.api.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class OverviewApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  private final String type = Api.newType();
  private WebhookId webhook;

  @BeforeEach
  void register() {
    webhook = api.webhook(type);
  }

  @Test
  void what_is_accepted_and_attempted_is_counted_in_all_and_in_its_step() {
    JsonNode before = overview("1h").path("totals");

    stored.failedAttempt(delivery(), 1);
    stored.successfulAttempt(delivery(), 1);

    JsonNode after = overview("1h");
    JsonNode totals = after.path("totals");
    assertThat(totals.path("accepted").asLong() - before.path("accepted").asLong()).isEqualTo(2);
    assertThat(totals.path("succeeded").asLong() - before.path("succeeded").asLong()).isOne();
    assertThat(totals.path("failed").asLong() - before.path("failed").asLong()).isOne();
    assertThat(after.path("series").size()).isEqualTo(60);
    for (String figure : new String[] {"accepted", "succeeded", "failed"}) {
      long sum =
          after.path("series").valueStream().mapToLong(step -> step.path(figure).asLong()).sum();
      assertThat(sum).as(figure).isEqualTo(totals.path(figure).asLong());
    }
  }

  @Test
  void each_range_has_steps_that_cover_it_up_to_now() {
    for (String range : new String[] {"1h", "6h", "24h", "7d"}) {
      JsonNode overview = overview(range);
      Instant from = Instant.parse(overview.path("from").asString());
      Instant to = Instant.parse(overview.path("to").asString());
      long step = overview.path("stepSeconds").asLong();

      assertThat(Instant.now()).isBetween(from, to);
      assertThat(overview.path("series").size() * step)
          .isEqualTo(Duration.between(from, to).toSeconds());
      assertThat(overview.at("/series/0/at").asString()).isEqualTo(from.toString());
    }
    api.get("/overview?range=2h").blames(400, "range");
  }

  @Test
  void a_webhook_shows_its_own_figures_and_why_it_failed() {
    WebhookId other = api.webhook(type);
    stored.successfulAttempt(delivery(), 1);
    stored.failedAttempt(delivery(), 1);
    DeliveryId last = delivery();
    stored.failedAttempt(last, 1);

    JsonNode health = api.get("/webhooks/" + webhook + "/health").is(200).json();

    assertThat(health.at("/totals/succeeded").asLong()).isOne();
    assertThat(health.at("/totals/failed").asLong()).isEqualTo(2);
    assertThat(health.at("/totals/latency/p50").asLong()).isPositive();
    assertThat(health.at("/counts/retrying").asLong()).isEqualTo(3);
    assertThat(health.path("capped").asBoolean()).isFalse();
    assertThat(Instant.parse(health.path("lastSuccessAt").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(health.path("causes").size()).isOne();
    assertThat(health.at("/causes/0/reason").asString()).isEqualTo("5xx");
    assertThat(health.at("/causes/0/attempts").asLong()).isEqualTo(2);
    assertThat(health.at("/causes/0/lastDeliveryId").asString()).isEqualTo(last.toString());
    JsonNode idle = api.get("/webhooks/" + other + "/health?range=24h").is(200).json();
    assertThat(idle.at("/totals/succeeded").asLong()).isZero();
    assertThat(idle.at("/totals/latency").isNull()).isTrue();
    assertThat(idle.path("lastSuccessAt").isNull()).isTrue();
    api.get("/webhooks/" + WebhookId.next() + "/health").isProblem(404);
  }

  @Test
  void the_webhooks_that_fail_most_come_first() {
    for (int n = 1; n <= 40; n++) {
      stored.failedAttempt(delivery(), 1);
    }

    JsonNode worst = overview("1h").path("worst");

    assertThat(worst.get(0).path("webhookId").asString()).isEqualTo(webhook.toString());
    assertThat(worst.get(0).path("failed").asLong()).isEqualTo(40);
  }

  @Test
  void a_latency_is_from_the_acceptance_to_the_end_of_the_attempt() {
    DeliveryId delivery = delivery();
    database
        .sql(
            """
            INSERT INTO delivery_logs (id, delivery_id, event_id, webhook_id, attempt, outcome,
                                       duration_ms, stale)
            SELECT uuidv7(interval '1 minute'), id, uuidv7(interval '0'), webhook_id, 1,
                   'succeeded', 500, false
              FROM deliveries
             WHERE id = ?
            """)
        .param(delivery.uuid())
        .update();

    JsonNode health = api.get("/webhooks/" + webhook + "/health").is(200).json();

    assertThat(health.at("/totals/latency/p99").asLong())
        .isCloseTo(60_500, Percentage.withPercentage(11));
  }

  @Test
  @Tag("slow")
  void folding_changes_no_sum_and_leaves_few_rows() {
    for (int n = 1; n <= 20; n++) {
      stored.successfulAttempt(delivery(), n);
    }
    JsonNode before = api.get("/webhooks/" + webhook + "/health").is(200).json().path("totals");

    await().atMost(Api.PATIENCE).until(() -> rows("tier = 0") == 0);

    assertThat(api.get("/webhooks/" + webhook + "/health").is(200).json().path("totals"))
        .isEqualTo(before);
    assertThat(before.path("succeeded").asLong()).isEqualTo(20);
  }

  @Test
  @Tag("slow")
  void what_is_older_is_folded_into_longer_steps_and_forgotten_after_a_week() {
    traffic("100 minutes", 1);
    traffic("8 hours", 2);
    traffic("30 hours", 3);
    traffic("9 days", 4);

    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(rows("tier = 2 AND at = date_bin('5 minutes', at, 'epoch')")).isOne();
              assertThat(rows("tier = 3 AND at = date_bin('15 minutes', at, 'epoch')")).isOne();
              assertThat(rows("tier = 4 AND at = date_bin('2 hours', at, 'epoch')")).isOne();
              assertThat(rows("true")).isEqualTo(3);
            });
    JsonNode week = api.get("/webhooks/" + webhook + "/health?range=7d").is(200).json();
    assertThat(week.at("/totals/succeeded").asLong()).isEqualTo(6);
  }

  @Test
  void what_waits_in_the_outbox_and_in_each_state_is_shown() {
    api.event(type);
    delivery();

    JsonNode overview = overview("1h");

    assertThat(overview.at("/outbox/events").asLong()).isPositive();
    assertThat(overview.at("/outbox/oldestAt").isString()).isTrue();
    assertThat(overview.at("/counts/retrying").asLong()).isPositive();
  }

  @Test
  void since_when_a_delivery_is_late_is_shown_unless_its_webhook_is_disabled() {
    DeliveryId late = delivery();
    database
        .sql("UPDATE deliveries SET next_attempt_at = now() - interval '2 days' WHERE id = ?")
        .param(late.uuid())
        .update();

    assertThat(Instant.parse(overview("1h").path("oldestDueAt").asString()))
        .isBefore(Instant.now().minus(Duration.ofHours(47)));
    api.patch("/webhooks/" + webhook, "{\"enabled\":false}").is(200);

    JsonNode oldest = overview("1h").path("oldestDueAt");
    assertThat(
            oldest.isNull()
                || Instant.parse(oldest.asString())
                    .isAfter(Instant.now().minus(Duration.ofHours(47))))
        .isTrue();
  }

  @Test
  void the_health_of_each_part_is_told() {
    database.sql("DELETE FROM workers").update();
    await().atMost(Api.PATIENCE).until(() -> state("kafka").equals("up"));

    assertThat(state("postgresql")).isEqualTo("up");
    assertThat(state("worker")).isEqualTo("down");
    database.sql("INSERT INTO workers VALUES (gen_random_uuid(), now(), now())").update();
    assertThat(state("worker")).isEqualTo("up");
    database.sql("UPDATE workers SET seen_at = now() - interval '13 seconds'").update();
    assertThat(state("worker")).isEqualTo("down");
  }

  private JsonNode overview(String range) {
    return api.get("/overview?range=" + range).is(200).json();
  }

  private String state(String part) {
    return overview("1h").path("health").path(part).path("state").asString();
  }

  private DeliveryId delivery() {
    return stored.delivery(api.event(type), webhook, DeliveryState.RETRYING);
  }

  /** Two successes in one minute, this long ago, as they are folded so far. */
  private void traffic(String age, int tier) {
    database
        .sql(
            """
            INSERT INTO traffic (at, tier, webhook_id, latency_bucket, succeeded)
            SELECT date_trunc('minute', now() - :age::interval), :tier, :webhook, bucket, 1
              FROM unnest(ARRAY[7, 7]) AS b (bucket)
            """)
        .param("age", age)
        .param("tier", tier)
        .param("webhook", webhook.uuid())
        .update();
  }

  private long rows(String condition) {
    return database
        .sql("SELECT count(*) FROM traffic WHERE webhook_id = ? AND " + condition)
        .param(webhook.uuid())
        .query(Long.class)
        .single();
  }
}
