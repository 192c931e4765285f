package relay.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    api.get("/events/" + EventId.next()).isProblem(404);
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
