package relay.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Routes;
import relay.api.Routes.Route;
import relay.api.access.Scope;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

@ApiTest
class AuditTest {
  @Autowired Api api;
  @Autowired Routes routes;
  @Autowired JdbcClient database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_log SET action = 'nothing'",
        "UPDATE audit_log SET action = 'nothing' WHERE false",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log"
      })
  void entries_are_only_ever_appended(String change) {
    api.webhook(Api.newType());
    int before = entries();

    assertThatThrownBy(() -> database.sql(change).update())
        .hasStackTraceContaining("only ever appended to");

    assertThat(entries()).isEqualTo(before).isPositive();
  }

  @Test
  void each_call_that_changes_something_leaves_an_entry() {
    List<Route> changing =
        routes.ofCallers().stream().filter(route -> !route.isRead() && !route.isIngest()).toList();
    assertThat(changing).hasSizeGreaterThan(9);
    for (Route route : changing) {
      var request = routes.request(route);
      int before = entries();

      Api.Answer answer = api.send(request);

      assertThat(answer.status()).as("%s: %s", route, answer.response().body()).isBetween(200, 204);
      assertThat(entries()).as(route.toString()).isGreaterThan(before);
    }
  }

  @Test
  void whoever_administers_a_tenant_sees_who_made_a_key_for_it() {
    String body = "{\"name\":\"t-%s\"}".formatted(UUID.randomUUID());
    String administrator = api.post("/tenants", body).is(201).text("key");

    String second = api.post("/tenants", body).is(201).text("keyId");

    JsonNode entry =
        api.send(
                Api.withoutKey(api.request("/audit?object=" + second))
                    .header("Authorization", "Bearer " + administrator))
            .is(200)
            .json()
            .at("/data/0");
    assertThat(entry.path("action").asString()).isEqualTo("key.created");
    assertThat(entry.at("/actor/id").asString()).isEqualTo("configured");
  }

  @Test
  void who_looks_at_a_payload_leaves_an_entry() {
    String event = api.event(Api.newType()).toString();

    api.get("/events/" + event).is(200);

    JsonNode entry = only("/audit?object=" + event);
    assertThat(entry.path("action").asString()).isEqualTo("event.viewed");
    assertThat(entry.at("/actor/id").asString()).isEqualTo("configured");
    assertThat(entry.at("/actor/kind").asString()).isEqualTo("key");
    assertThat(entry.path("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  /** An open page asks every two seconds; the log of who did what would drown. */
  @Test
  void who_goes_on_looking_leaves_one_entry_an_hour_and_others_their_own() {
    String event = api.event(Api.newType()).toString();
    String other = api.key(Scope.READ).text("key");

    for (int look = 0; look < 5; look++) {
      api.get("/events/" + event).is(200);
      api.send(Api.withKey(other, api.request("/events/" + event))).is(200);
    }

    assertThat(actions("/audit?object=" + event)).containsExactly("event.viewed", "event.viewed");
    assertThat(actions("/audit?actor=configured&object=" + event)).containsExactly("event.viewed");
  }

  @Test
  void posts_looks_at_answers_failed_logins_and_refused_calls_leave_no_entry() {
    String event = api.event(Api.newType()).toString();
    String reader = api.key(Scope.READ).text("key");
    String person = api.person().toString();
    int before = entries();

    api.event(Api.newType());
    api.get("/logs?eventId=" + event).is(200);
    api.get("/deliveries?eventId=" + event).is(200);
    api.get("/events").is(200);
    api.browser().logIn("nobody-" + person, "wrong password").isProblem(401);
    api.send(Api.withKey(reader, api.request("/people/" + person).DELETE())).isProblem(403);
    api.get("/events/" + EventId.next()).isProblem(404);

    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void no_entry_has_a_secret_or_a_payload() {
    for (Route route : routes.ofCallers()) {
      if (!route.path().equals("/stream")) {
        api.send(routes.request(route));
      }
    }

    assertThat(database.sql("SELECT l::text FROM audit_log l").query(String.class).list())
        .isNotEmpty()
        .noneMatch(entry -> entry.contains("whsec_"))
        .noneMatch(entry -> entry.contains("rk_"))
        .noneMatch(entry -> entry.contains(Api.KEY))
        .noneMatch(entry -> entry.contains("a payload"));
  }

  @Test
  void the_list_is_narrowed_by_actor_action_object_and_time() {
    Api.Answer key = api.key(Scope.MANAGE_WEBHOOKS);
    WebhookId webhook = api.webhook(Api.newType());
    api.send(Api.withKey(key.text("key"), api.request("/webhooks/" + webhook).DELETE())).is(204);
    String all = "/audit?object=" + webhook;

    assertThat(actions(all)).containsExactly("webhook.deleted", "webhook.registered");
    assertThat(actions("/audit?actor=" + key.text("id"))).containsExactly("webhook.deleted");
    assertThat(actions(all + "&actor=configured")).containsExactly("webhook.registered");
    assertThat(actions(all + "&action=webhook.deleted")).containsExactly("webhook.deleted");
    Instant deletedAt = Instant.parse(only(all + "&action=webhook.deleted").path("at").asString());
    assertThat(actions(all + "&from=" + deletedAt.plusMillis(1))).isEmpty();
    assertThat(actions(all + "&from=" + deletedAt)).contains("webhook.deleted");
    assertThat(actions(all + "&to=" + deletedAt)).doesNotContain("webhook.deleted");
  }

  @Test
  void the_list_pages() {
    WebhookId webhook = api.webhook(Api.newType());
    api.delete("/webhooks/" + webhook).is(204);

    Api.Answer first = api.get("/audit?limit=1&object=" + webhook).is(200);
    String rest = "/audit?limit=1&object=%s&cursor=%s".formatted(webhook, first.text("nextCursor"));

    assertThat(first.json().at("/data/0/action").asString()).isEqualTo("webhook.deleted");
    assertThat(actions(rest)).containsExactly("webhook.registered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor=", "actor=a%20b", "object=%00", "action=nothing", "from=today"})
  void filters_that_can_match_nothing_are_refused(String filter) {
    api.get("/audit?" + filter).blames(400, filter.substring(0, filter.indexOf('=')));
  }

  @Test
  void entries_of_another_tenant_are_not_there() {
    String object = "whk_" + UUID.randomUUID();
    database
        .sql(
            """
            INSERT INTO audit_log
                   (id, tenant, actor_kind, actor_id, actor_name, address, action, object_id)
            VALUES (uuidv7(), 'other', 'key', 'configured', 'n', '::1', 'webhook.changed', ?)
            """)
        .param(object)
        .update();

    assertThat(actions("/audit?object=" + object)).isEmpty();
    assertThat(api.get("/audit?limit=200").response().body()).doesNotContain(object);
  }

  private List<String> actions(String path) {
    return data(path).map(entry -> entry.path("action").asString()).toList();
  }

  private JsonNode only(String path) {
    List<JsonNode> entries = data(path).toList();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private Stream<JsonNode> data(String path) {
    return api.get(path).is(200).json().path("data").valueStream();
  }

  private int entries() {
    return database.sql("SELECT count(*) FROM audit_log").query(Integer.class).single();
  }
}
