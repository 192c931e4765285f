package relay.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Routes;
import relay.api.Routes.Route;

@ApiTest
class RoutesTest {
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
