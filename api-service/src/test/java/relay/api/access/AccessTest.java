package relay.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.RawHttp;

@ApiTest
class AccessTest {
  @Autowired Api api;
  @Autowired RawHttp raw;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer " + Api.KEY,
        "bearer " + Api.KEY,
        "BEARER " + Api.KEY,
        "Bearer   " + Api.KEY + " "
      })
  void the_key_lets_in(String authorization) {
    assertThat(raw.send("GET /events", "Authorization: " + authorization, "").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer " + Api.KEY + "x",
        "Bearer key-of-the-tests-onl",
        "Bearer KEY-OF-THE-TESTS-ONLY",
        "Bearer \"" + Api.KEY + "\"",
        "Bearer" + Api.KEY,
        "Basic " + Api.KEY,
        "Basic OmtleS1vZi10aGUtdGVzdHMtb25seQ==",
        Api.KEY
      })
  void anything_else_does_not(String authorization) {
    assertIsRefused(raw.send("GET /events", "Authorization: " + authorization, ""));
  }

  @Test
  void no_header_does_not() {
    assertIsRefused(raw.getWithoutKey("/events"));
  }

  @Test
  void a_second_header_with_the_key_does_not_help_a_wrong_first() {
    assertIsRefused(
        raw.send(
            "GET /events", "Authorization: Bearer wrong\r\nAuthorization: Bearer " + Api.KEY, ""));
  }

  @Test
  void a_refusal_is_a_problem_that_says_what_to_send() {
    Api.Answer answer =
        api.send(api.request("/events").setHeader("Authorization", "Bearer a-guess"))
            .isProblem(401);

    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.text("detail")).contains("Authorization: Bearer");
    assertThat(answer.response().body()).doesNotContain("a-guess", Api.KEY);
  }

  @Test
  void what_a_browser_may_do_with_an_answer_is_said_with_a_key_as_without() {
    for (Api.Answer answer :
        List.of(api.get("/events").is(200), api.send(Api.withoutKey(api.request("/events"))))) {
      assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).contains("no-store");
    }
  }

  /** As long as the server takes: each segment once took stack. */
  @ParameterizedTest
  @ValueSource(strings = {"/ui/a", "/ui/a.a", "/docs/a", "/docs.a", "/actuator/health/a", "/a"})
  void a_path_of_any_length_is_answered(String pattern) {
    String more = pattern.substring(pattern.length() - 2);
    for (String path : List.of(pattern + more.repeat(3_000), pattern + "/" + more.repeat(3_000))) {
      assertThat(raw.getWithoutKey(path).status()).as(path.substring(0, 20)).isLessThan(500);
    }
  }

  @Test
  void nothing_is_done_without_the_key() {
    String type = Api.newType();
    var event = BodyPublishers.ofString("{\"type\":\"%s\",\"data\":1}".formatted(type));

    api.send(
            api.request("/events")
                .setHeader("Authorization", "Bearer wrong")
                .header("Content-Type", "application/json")
                .POST(event))
        .isProblem(401);

    assertThat(api.storedEvents(type)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void health_and_metrics_are_open(String path) {
    assertThat(raw.getWithoutKey(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/", "/openapi.yaml"})
  void the_documentation_is_open(String path) {
    assertThat(raw.getWithoutKey(path).status()).isNotEqualTo(401);
  }

  @Test
  void health_says_nothing_of_what_is_behind_it() {
    assertThat(raw.getWithoutKey("/actuator/health").text()).doesNotContain("components", "db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events",
        "/events/",
        "/events/batch",
        "/webhooks",
        "/deliveries",
        "/logs",
        "/error",
        "/actuator",
        "/actuator/",
        "/actuator/env",
        "/actuator/beans",
        "/actuator/heapdump",
        "/actuator/metrics",
        "/actuator/prometheus/",
        "/actuator/prometheus/events",
        "/actuator/health/../../events",
        "/actuator/health/..%2f..%2fevents",
        "/actuator/health/%2e%2e/%2e%2e/events",
        "/actuator/health/..;/..;/events",
        "/actuator/health;/../../events",
        "/actuator/health/liveness/../../../events",
        "/actuator/prometheus;a=b",
        "/actuator/prometheus/../../events",
        "/actuator/prometheus%2f..%2f..%2fevents",
        "/actuator/prometheus%00",
        "/actuator/prometheus/;/events",
        "//events",
        "///events",
        "//actuator/health",
        "/./events",
        "/events;jsessionid=1",
        "/;/events",
        "/%2e/events",
        "/%65vents",
        "/events%2f",
        "/docs/../events",
        "/docs/%2e%2e/events",
        "/docs/..;/events",
        "/docs/..",
        "/docs/.",
        "/docs//../events",
        "/docs/..%5cevents",
        "/docs/x/../../events",
        "/docs/a/events",
        "/docs;/../events",
        "/openapi.yaml/../events",
        "/openapi.yaml;/../events",
        "/openapi.yaml/",
        "/DOCS/",
        "/Actuator/health",
        "/events?x=/actuator/health",
        "/events#/actuator/health",
        "http://localhost/events",
        "*"
      })
  void nothing_else_is_open(String path) {
    RawHttp.Answer answer = raw.getWithoutKey(path);

    assertThat(answer.status()).as(answer.text()).isIn(400, 401);
    assertThat(answer.text()).doesNotContain("\"data\":[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-Prefix: /docs", "X-Original-URL: /docs", "X-Rewrite-URL: /docs"})
  void headers_of_a_proxy_open_nothing(String header) {
    assertIsRefused(raw.send("GET /events", header, ""));
  }

  private static void assertIsRefused(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.hasHeader("WWW-Authenticate", "Bearer")).isTrue();
    assertThat(answer.text()).contains("application/problem+json");
  }
}
