package relay.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.RawHttp;
import relay.model.DeliveryId;
import relay.model.WebhookId;

@ApiTest
class ProblemsTest {
  @Autowired Api api;
  @Autowired RawHttp raw;
  @Autowired JdbcClient database;

  @ParameterizedTest
  @CsvSource({
    "DELETE, /events, 'GET,HEAD,POST'",
    "PUT,    /events, 'GET,HEAD,POST'",
    "PATCH,  /events, 'GET,HEAD,POST'",
    "PUT,    /events/batch, POST",
    "POST,   /events/evt_x, 'GET,HEAD'",
    "PUT,    /webhooks, 'GET,HEAD,POST'",
    "PUT,    /webhooks/whk_x, 'DELETE,GET,HEAD,PATCH'",
    "POST,   /webhooks/whk_x, 'DELETE,GET,HEAD,PATCH'",
    "POST,   /deliveries, 'GET,HEAD'",
    "DELETE, /deliveries/dlv_x, 'GET,HEAD'",
    "GET,    /deliveries/dlv_x/retry, POST",
    "GET,    /deliveries/dlv_x/cancel, POST",
    "POST,   /logs, 'GET,HEAD'",
    "BREW,   /events, 'GET,HEAD,POST'"
  })
  void another_method_is_refused_with_those_that_are_allowed(
      String method, String path, String allowed) {
    Api.Answer answer =
        api.send(
                api.request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{}")))
            .isProblem(405);
    assertThat(answer.text("detail")).contains("not supported");

    assertThat(answer.header("Allow").replace(" ", "").split(","))
        .contains(allowed.replace("HEAD,", "").replace(",HEAD", "").split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/event",
        "/Events",
        "/events/evt_x/deliveries",
        "/deliveries/dlv_x/delete",
        "/webhooks/whk_x/secrets",
        "/actuator/env",
        "/actuator/nothing",
        "/error/x",
        "/favicon.ico"
      })
  void an_unknown_path_is_not_found(String path) {
    assertThat(api.get(path).isProblem(404).text("detail")).contains("/docs shows what is");
    api.post(path, "{}").isProblem(404);
  }

  @Test
  void an_answer_in_another_format_is_refused() {
    api.send(api.request("/events").header("Accept", "text/html")).isProblem(406);
    api.send(api.request("/events").header("Accept", "application/xml")).isProblem(406);
    api.send(api.request("/events").header("Accept", "nonsense")).isProblem(406);
    api.send(api.request("/events").header("Accept", "text/html, */*;q=0.1")).is(200);
    api.send(api.request("/events").header("Accept", "application/*")).is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "*/*2", "nonsense"})
  void nothing_is_stored_when_the_answer_is_not_accepted(String accept) {
    long before = events();
    api.send(
            api.request("/events")
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\": \"a.b\", \"data\": {}}")))
        .isProblem(406);
    assertThat(events()).isEqualTo(before);
  }

  private long events() {
    return database.sql("SELECT count(*) FROM events").query(Long.class).single();
  }

  /** A client that wants XML still learns what was wrong. */
  @Test
  void an_error_is_a_problem_whatever_is_accepted() {
    api.send(api.request("/events/x").header("Accept", "application/json")).isProblem(400);
    api.send(api.request("/nothing").header("Accept", "text/html")).isProblem(404);
  }

  @Test
  void head_answers_as_get_without_a_body() {
    Api.Answer head = api.send(api.request("/events").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.is(200).response().body()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo("application/json");
    Api.Answer unknown =
        api.send(
            api.request("/webhooks/" + WebhookId.next()).method("HEAD", BodyPublishers.noBody()));
    assertThat(unknown.is(404).response().body()).isEmpty();
  }

  @Test
  void options_names_the_methods() {
    Api.Answer options =
        api.send(api.request("/events").method("OPTIONS", BodyPublishers.noBody())).is(200);

    assertThat(options.header("Allow")).contains("GET", "POST").doesNotContain("DELETE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE /events", "CONNECT /events", "OPTIONS *"})
  void other_methods_of_http_do_no_harm(String requestLine) {
    RawHttp.Answer answer = raw.send(requestLine, "Authorization: Bearer " + Api.KEY, "");

    assertThat(answer.status()).as(answer.text()).isNotEqualTo(500);
    assertThat(answer.text()).doesNotContain(Api.KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events/%",
        "/events/%zz",
        "/events/%00",
        "/events/%ff",
        "/events/%c3%28",
        "/events/%ed%a0%80",
        "/events/%0d%0aX:%20y",
        "/events/%2f",
        "/events/%5c",
        "/events/%252f",
        "/events/a;b=c",
        "/events/;",
        "/events/..",
        "/events/../../../etc/passwd",
        "/events/%2e%2e%2fevents",
        "/events/\u00e9",
        "/events/\u00ff\u00fe",
        "/events/\"<>\\^`{|}",
        "/events/'",
        "//events",
        "/events//",
        "/%00",
        "/webhooks/%ff",
        "/deliveries/%00/",
        "/logs/%ff"
      })
  void an_odd_path_is_refused_and_never_a_fault(String path) {
    RawHttp.Answer answer = raw.get(path);

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events?type=%",
        "/events?type=%zz",
        "/events?type=%00",
        "/events?type=%ff",
        "/events?type=%ed%a0%80",
        "/events?type=%F0%9F%98%80",
        "/events?type=\u00e9",
        "/events?%00=1",
        "/events?%ff=1",
        "/events?=1",
        "/events?cursor=%00",
        "/events?cursor=%ff",
        "/events?limit=%00",
        "/events?limit=%D9%A5%00",
        "/events?limit=99999999999999999999",
        "/events?from=%ff",
        "/events?type=\"<>\\^`{|}",
        "/deliveries?state=%ff",
        "/deliveries?webhookId=%00",
        "/logs?eventId=%ff",
        "/webhooks?limit=%ff",
        "/actuator/health?x=%ff"
      })
  void an_odd_parameter_is_refused_and_never_a_fault(String path) {
    RawHttp.Answer answer = raw.get(path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  @Test
  void a_parameter_without_a_name_or_value_is_no_fault() {
    for (String query : new String[] {"?", "?&", "?&&", "?type", "?type=", "?limit="}) {
      assertThat(raw.get("/events" + query).status()).as(query).isIn(200, 400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/events?cursor=x, cursor",
    "/events?cursor=, cursor",
    "/events?cursor=AZm0l5q4ewCJPk9b6W1cAAAA, cursor",
    "/webhooks?cursor=evt_01m86bnffheewapvscrvsmxmvp, cursor",
    "/deliveries?cursor=%20, cursor",
    "/logs?cursor=AA==, cursor",
    "/events?limit=0, limit",
    "/events?limit=201, limit",
    "/events?limit=-1, limit",
    "/events?limit=1.0, limit",
    "/events?limit=ten, limit",
    "/events?limit=1&limit=2, limit",
    "/events?from=yesterday, from",
    "/events?to=2026-01-01, to",
    "/events?to=2026-01-01T00:00:00, to",
    "/events?state=pending, state",
    "/events?type=a..b, type",
    "/webhooks?type=a, type",
    "/webhooks?from=2026-01-01T00:00:00Z, from",
    "/deliveries?state=done, state",
    "/deliveries?webhookId=evt_01m86bnffheewapvscrvsmxmvp, webhookId",
    "/deliveries?surprise=1, surprise",
    "/logs?deliveryId=x, deliveryId"
  })
  void a_bad_parameter_is_named(String path, String parameter) {
    api.get(path).blames(400, parameter);
  }

  @Test
  void every_bad_parameter_is_named() {
    Api.Answer answer =
        api.get("/events?limit=0&cursor=x&from=x&to=x&type=a&type=b&surprise=1").isProblem(400);

    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("limit", "cursor", "from", "to", "type", "surprise");
  }

  @Test
  void the_ends_of_time_are_no_fault() {
    for (String time :
        new String[] {
          "0000-01-01T00:00:00Z",
          "-999999999-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "9999-12-31T23:59:59Z",
          "%2B999999999-12-31T23:59:59.999999999Z"
        }) {
      assertThat(api.get("/events?limit=1&from=" + time).status()).as(time).isIn(200, 400);
      assertThat(api.get("/events?limit=1&to=" + time).status()).as(time).isIn(200, 400);
    }
  }

  @Test
  void a_body_where_none_is_expected_is_no_fault() {
    api.post("/deliveries/" + DeliveryId.next() + "/retry", "no json").isProblem(404);
    api.send(api.request("/events").method("GET", BodyPublishers.ofString("no json"))).is(200);
  }

  @Test
  void large_headers_and_paths_are_refused() {
    assertThat(raw.get("/events/" + "x".repeat(20_000)).status()).isIn(400, 414);
    assertThat(raw.send("GET /events", "X-Large: " + "x".repeat(20_000), "").status())
        .isIn(400, 431);
  }
}
