package relay.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
class EventsApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  @Test
  void events_are_listed_newest_first_and_paged_without_gap_or_repeat_while_new_ones_come() {
    String type = Api.newType();
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      posted.addFirst(api.event(type).toString());
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get("/events?limit=2&type=" + type + cursor).is(200).json();
      assertThat(page.path("data").size()).isBetween(1, 2);
      listed.addAll(page.path("data").findValuesAsString("id"));
      cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + text(page, "nextCursor");
      api.event(type);
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(posted);
  }

  @Test
  void a_list_without_matches_is_empty_and_has_no_next_page() {
    JsonNode page = api.get("/events?type=" + Api.newType()).is(200).json();

    assertThat(page.path("data").isEmpty()).isTrue();
    assertThat(page.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void a_range_of_time_includes_its_start_and_excludes_its_end() {
    String type = Api.newType();
    EventId first = api.event(type);
    EventId second = laterThan(first, type);
    String all = "/events?type=" + type;

    assertThat(ids(all + "&from=" + second.createdAt())).containsExactly(second.toString());
    assertThat(ids(all + "&to=" + second.createdAt())).containsExactly(first.toString());
    assertThat(ids(all + "&from=" + first.createdAt() + "&to=" + Instant.now().plusSeconds(1)))
        .containsExactly(second.toString(), first.toString());
  }

  @Test
  void an_event_that_was_not_fanned_out_yet_says_that_it_waits() {
    EventId event = api.event(Api.newType());

    JsonNode shown = api.get("/events/" + event).is(200).json();

    assertThat(text(shown, "status")).isEqualTo("waiting");
    assertThat(shown.path("deliveries").isEmpty()).isTrue();
  }

  @Test
  void an_event_that_nobody_was_subscribed_to_says_so() {
    EventId event = api.event(Api.newType());
    stored.fanOut(event);

    JsonNode shown = api.get("/events/" + event).is(200).json();

    assertThat(text(shown, "status")).isEqualTo("unmatched");
    assertThat(shown.path("deliveries").isEmpty()).isTrue();
  }

  @Test
  void an_event_is_shown_with_its_deliveries() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    EventId event = api.event(type, "{\"id\":9007199254740993}");
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.RETRYING);

    Api.Answer answer = api.get("/events/" + event).is(200);

    assertThat(answer.response().body()).contains("\"data\":{\"id\":9007199254740993}");
    assertThat(answer.text("status")).isEqualTo("fanned_out");
    assertThat(answer.text("createdAt")).isEqualTo(event.createdAt().toString());
    JsonNode shown = answer.json().at("/deliveries/0");
    assertThat(text(shown, "id")).isEqualTo(delivery.toString());
    assertThat(text(shown, "webhookId")).isEqualTo(webhook.toString());
    assertThat(text(shown, "state")).isEqualTo("retrying");
    assertThat(text(api.get("/events?type=" + type).json().at("/data/0"), "status"))
        .isEqualTo("fanned_out");
  }

  @Test
  void an_unknown_event_is_not_found_and_a_malformed_id_is_blamed() {
    assertThat(api.get("/events/" + EventId.next()).isProblem(404).text("detail"))
        .as("it may have been there")
        .contains("relay.retention.keep");
    api.get("/events/" + WebhookId.next()).blames(400, "id");
    api.get("/events/1").blames(400, "id");
  }

  @Test
  void a_bad_filter_is_blamed() {
    api.get("/events?type=order..created").blames(400, "type");
    api.get("/events?type=a&type=b").blames(400, "type");
    api.get("/events?from=yesterday").blames(400, "from");
    api.get("/events?to=2026-01-01").blames(400, "to");
    api.get("/events?limit=0").blames(400, "limit");
    api.get("/events?limit=201").blames(400, "limit");
    api.get("/events?limit=many").blames(400, "limit");
    api.get("/events?cursor=nonsense").blames(400, "cursor");
    api.get("/events?cursor=" + "A".repeat(22)).blames(400, "cursor");
    api.get("/events?state=pending").blames(400, "state");
    api.get("/events?status=fanned_out").blames(400, "status");
    api.get("/events/counts?status=pending").blames(400, "status");
  }

  @Test
  void events_are_listed_by_what_became_of_them() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    EventId waiting = api.event(type);
    EventId unmatched = api.event(type);
    stored.fanOut(unmatched);
    Map<DeliveryState, EventId> events = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state : DeliveryState.values()) {
      events.put(state, api.event(type));
      stored.delivery(events.get(state), webhook, state);
    }
    EventId ofTwoStates = api.event(type);
    stored.delivery(ofTwoStates, webhook, DeliveryState.SUCCEEDED);
    stored.delivery(ofTwoStates, WebhookId.next(), DeliveryState.EXHAUSTED);
    stored.delivery(ofTwoStates, WebhookId.next(), DeliveryState.EXHAUSTED);

    String ofType = "&type=" + type;
    String sinceThen = "&limit=200&from=" + waiting.createdAt();
    assertThat(ids("/events?status=waiting" + ofType)).containsExactly(waiting.toString());
    assertThat(ids("/events?status=unmatched" + ofType)).containsExactly(unmatched.toString());
    events.forEach(
        (state, event) -> {
          List<String> expected = new ArrayList<>(List.of(event.toString()));
          if (state == DeliveryState.SUCCEEDED || state == DeliveryState.EXHAUSTED) {
            expected.addFirst(ofTwoStates.toString());
          }
          assertThat(ids("/events?status=" + state.label() + ofType)).isEqualTo(expected);
          assertThat(ids("/events?status=" + state.label() + sinceThen)).containsAll(expected);
        });
    assertThat(ids("/events?status=unmatched" + sinceThen)).contains(unmatched.toString());
    assertThat(counts("?type=" + type))
        .isEqualTo(
            Map.of(
                "waiting", 1L,
                "unmatched", 1L,
                "pending", 1L,
                "in_flight", 1L,
                "retrying", 1L,
                "succeeded", 2L,
                "exhausted", 2L,
                "cancelled", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "exhausted"})
  void a_list_by_status_is_paged_without_gap_or_repeat(String state) {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      EventId event = api.event(type);
      stored.delivery(event, webhook, DeliveryState.of(state));
      made.addFirst(event.toString());
    }

    for (String filter : List.of("&type=" + type, "")) {
      List<String> listed = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = api.get("/events?limit=2&status=" + state + filter + cursor).is(200).json();
        listed.addAll(page.path("data").findValuesAsString("id"));
        cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + text(page, "nextCursor");
      } while (!cursor.isEmpty() && listed.size() < made.size());

      assertThat(listed.subList(0, made.size())).isEqualTo(made);
    }
  }

  @Test
  void what_is_listed_and_counted_by_status_keeps_to_the_range_of_time() {
    String type = Api.newType();
    WebhookId webhook = api.webhook(type);
    EventId first = api.event(type);
    EventId second = laterThan(first, type);
    stored.delivery(first, webhook, DeliveryState.EXHAUSTED);
    stored.delivery(second, webhook, DeliveryState.EXHAUSTED);
    String from = "from=" + second.createdAt();
    String to = "to=" + second.createdAt();

    for (String filter : List.of("type=" + type + "&", "")) {
      String exhausted = "/events?limit=200&status=exhausted&" + filter;
      assertThat(ids(exhausted + from))
          .contains(second.toString())
          .doesNotContain(first.toString());
      assertThat(ids(exhausted + to)).contains(first.toString()).doesNotContain(second.toString());
    }
    assertThat(counts("?type=" + type + "&" + from)).containsEntry("exhausted", 1L);
    assertThat(counts("?type=" + type + "&" + to)).containsEntry("exhausted", 1L);
    assertThat(counts("?type=" + type)).containsEntry("exhausted", 2L);
  }

  @Test
  void counting_ends_at_ten_thousand() {
    database
        .sql(
            """
            INSERT INTO unmatched_events (event_id)
            SELECT uuidv7(interval '-1 year') FROM generate_series(1, 10100)
            """)
        .update();

    JsonNode counted = api.get("/events/counts").is(200).json();

    assertThat(counted.at("/counts/unmatched").asLong()).isEqualTo(10_000);
    assertThat(counted.path("capped").asBoolean()).isTrue();
    JsonNode few = api.get("/events/counts?type=" + Api.newType()).is(200).json();
    assertThat(few.path("capped").asBoolean()).isFalse();
  }

  private Map<String, Long> counts(String query) {
    Map<String, Long> counts = new HashMap<>();
    api.get("/events/counts" + query)
        .is(200)
        .json()
        .path("counts")
        .forEachEntry((status, count) -> counts.put(status, count.asLong()));
    return counts;
  }

  /** Ids of one millisecond can not be told apart by time. */
  private EventId laterThan(EventId first, String type) {
    EventId later = api.event(type);
    while (!later.createdAt().isAfter(first.createdAt())) {
      stored.fanOut(later);
      later = api.event(Api.newType());
    }
    return later;
  }

  private List<String> ids(String path) {
    return api.get(path).is(200).json().path("data").findValuesAsString("id");
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString();
  }
}
