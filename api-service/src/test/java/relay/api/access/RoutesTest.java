package relay.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Routes;
import relay.api.Routes.Route;

@ApiTest
class RoutesTest {
  /** They give the caller nothing. */
  private static final Set<String> TAKING_AWAY = Set.of("DELETE /keys/{id}", "DELETE /people/{id}");

  @Autowired Api api;
  @Autowired Routes routes;

  private final Map<Scope, String> keysWithout = new EnumMap<>(Scope.class);

  @Test
  void each_call_needs_the_scope_that_is_described() {
    assertThat(routes.ofCallers())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            route ->
                assertThat(route.needs().label())
                    .as(route.toString())
                    .isEqualTo(route.description().at("/security/0/apiKey/0").asString()));
  }

  @Test
  void a_key_without_the_scope_is_refused_and_changes_nothing() {
    for (Route route : routes.ofCallers()) {
      var request = Api.withKey(keyWithout(route.needs()), routes.request(route));
      String before = routes.stored();

      Api.Answer answer = api.send(request);

      assertThat(answer.status()).as("%s: %s", route, answer.response().body()).isEqualTo(403);
      assertThat(answer.isProblem(403).text("detail")).contains(route.needs().label());
      assertThat(routes.stored()).as(route.toString()).isEqualTo(before);
    }
  }

  @Test
  void nobody_gives_or_takes_over_more_than_they_may_do_themselves() {
    String key = api.key(Scope.MANAGE_ACCESS).text("key");
    List<Route> giving =
        routes.ofCallers().stream()
            .filter(route -> route.needs() == Scope.MANAGE_ACCESS && !route.isRead())
            .filter(route -> !TAKING_AWAY.contains(route.toString()))
            .toList();
    assertThat(giving)
        .extracting(Route::toString)
        .contains("POST /keys", "POST /keys/{id}/rotate", "POST /people", "PATCH /people/{id}");
    for (Route route : giving) {
      var request = Api.withKey(key, routes.request(route));
      String before = routes.stored();

      assertThat(api.send(request).isProblem(403).text("detail"))
          .as(route.toString())
          .contains("you lack");
      assertThat(routes.stored()).as(route.toString()).isEqualTo(before);
    }
  }

  /** A new password for an administrator is their session, whatever else stays as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": \"one that I know\"}",
        "{\"disabled\": true}",
        "{\"name\": \"Another\"}",
        "{\"role\": \"viewer\"}"
      })
  void nobody_changes_who_may_do_more_than_they_may(String change) {
    String admin =
        api.post(
                "/people",
                "{\"userName\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}"
                    .formatted(Api.newUserName(), Api.ADMIN_PASSWORD))
            .is(201)
            .text("id");
    HttpRequest.Builder patch =
        api.request("/people/" + admin)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(change));
    Api.withKey(keyWithout(Scope.OPERATE_DELIVERIES), patch);
    String before = routes.stored();

    Api.Answer refused = api.send(patch).isProblem(403);

    assertThat(refused.text("detail")).contains("you lack deliveries:operate");
    assertThat(routes.stored()).isEqualTo(before);
  }

  @Test
  void a_body_of_a_type_that_is_not_meant_is_refused_as_such() {
    List<Route> withBody =
        routes.ofCallers().stream()
            .filter(route -> !route.description().at("/requestBody").isMissingNode())
            .toList();
    assertThat(withBody).hasSizeGreaterThan(8);
    for (Route route : withBody) {
      String path = routes.request(route).build().uri().getPath();
      for (String type :
          List.of(
              "multipart/form-data",
              "multipart/form-data; boundary=x",
              "application/x-www-form-urlencoded",
              "application/xml",
              "text/plain",
              "no type")) {
        Api.Answer answer =
            api.send(
                api.request(path)
                    .header("Content-Type", type)
                    .method(
                        route.method(),
                        BodyPublishers.ofString(
                            "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--")));
        assertThat(answer.status()).as("%s as %s", route, type).isEqualTo(415);
      }
    }
  }

  @Test
  void refusals_are_counted() {
    String metric = "relay_requests_refused_total{reason=\"%s\"}";
    double forbidden = api.metric(metric.formatted("forbidden"));
    double unauthorized = api.metric(metric.formatted("unauthorized"));

    api.send(Api.withKey(keyWithout(Scope.READ), api.request("/events"))).isProblem(403);
    api.send(Api.withKey("a-guess", api.request("/events"))).isProblem(401);
    api.send(Api.withoutKey(api.request("/events"))).isProblem(401);

    assertThat(api.metric(metric.formatted("forbidden"))).isEqualTo(forbidden + 1);
    assertThat(api.metric(metric.formatted("unauthorized"))).isEqualTo(unauthorized + 2);
    assertThat(api.metric(metric.formatted("too_many_requests"))).isNotNaN();
  }

  /** A key that may do all that keys can be given, but for one. */
  private String keyWithout(Scope missing) {
    return keysWithout.computeIfAbsent(
        missing,
        _ -> {
          Set<Scope> scopes = EnumSet.allOf(Scope.class);
          scopes.remove(Scope.MANAGE_TENANTS);
          scopes.remove(missing);
          return api.key(scopes.toArray(Scope[]::new)).text("key");
        });
  }
}
