package relay.api.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Contract;
import relay.api.Routes;
import relay.api.StoredDeliveries;
import relay.api.access.Scope;
import relay.api.audit.Action;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

/**
 * Holds the document against the code. What each call takes and answers is checked by the client
 * that all tests of the API use, see {@link Contract}.
 */
@ApiTest
class OpenApiTest {
  private static final Contract CONTRACT = Contract.ofTheApi();

  @Autowired Api api;
  @Autowired StoredDeliveries stored;

  @Autowired Routes routes;

  @Test
  void every_route_is_described_and_every_description_has_a_route() {
    Set<String> described =
        CONTRACT.operations().keySet().stream()
            .filter(operation -> !operation.contains(" /actuator/"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described)
        .isEqualTo(
            routes.all().stream()
                .map(Routes.Route::toString)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void each_path_takes_the_methods_that_are_described_and_no_others() {
    Map<String, Set<String>> described = new TreeMap<>();
    for (String operation : CONTRACT.operations().keySet()) {
      String[] parts = operation.split(" ", 2);
      if (!parts[1].startsWith("/actuator/")) {
        described.computeIfAbsent(parts[1], _ -> new TreeSet<>()).add(parts[0]);
      }
    }
    described.forEach(
        (path, methods) -> {
          String one = path.replace("{id}", EventId.next().toString());
          for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (!methods.contains(method)) {
              Api.Answer refusal = send(method, one);
              assertThat(refusal.status()).as("%s %s", method, path).isEqualTo(405);
              assertThat(allowed(refusal)).as("%s %s", method, path).isEqualTo(methods);
            }
          }
          assertThat(allowed(send("OPTIONS", one))).as(path).isEqualTo(methods);
        });
  }

  private Api.Answer send(String method, String path) {
    return api.send(api.request(path).method(method, BodyPublishers.noBody()));
  }

  /** HEAD, where GET is, and OPTIONS are every path's. */
  private static Set<String> allowed(Api.Answer answer) {
    Set<String> methods = new TreeSet<>(List.of(answer.header("allow").split(", *", -1)));
    methods.removeAll(Set.of("HEAD", "OPTIONS"));
    return methods;
  }

  @Test
  void the_document_is_the_same_in_both_forms() {
    assertThat(api.send(Api.withoutKey(api.request("/openapi.json"))).is(200).json())
        .isEqualTo(CONTRACT.at(""));
  }

  @Test
  void what_is_described_of_the_actuator_is_there_without_a_key() {
    for (String probe : enumeration("/paths/~1actuator~1health~1{probe}/get/parameters/0/schema")) {
      api.send(Api.withoutKey(api.request("/actuator/health/" + probe))).is(200);
    }
    api.send(Api.withoutKey(api.request("/actuator/health/nothing"))).is(404);
    api.send(Api.withoutKey(api.request("/actuator/prometheus"))).is(200);
  }

  static Stream<String> lists() {
    return CONTRACT.operations().keySet().stream()
        .filter(operation -> operation.startsWith("GET ") && !queryParameters(operation).isEmpty())
        .map(operation -> operation.substring("GET ".length()));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_list_has_just_the_parameters_that_are_described(String list) {
    String path = list.replace("{id}", WebhookId.next().toString());
    Api.Answer answer = api.get(path + "?unknown=1").blames(400, "unknown");

    String message = answer.json().at("/errors/0/message").asString();
    assertThat(message.substring(message.indexOf(" known are ") + " known are ".length()))
        .isEqualTo(String.join(", ", queryParameters("GET " + list)));
  }

  @Test
  void the_examples_are_accepted() {
    WebhookId webhook = api.webhook(Api.newType());
    EventId event = api.event(Api.newType());
    stored.fanOut(event);
    String person = api.person().toString();
    String key = api.key(Scope.READ).text("id");
    CONTRACT
        .operations()
        .forEach(
            (operation, description) -> {
              String path =
                  operation
                      .split(" ", 2)[1]
                      .replace("/events/{id}", "/events/" + event)
                      .replace("/people/{id}", "/people/" + person)
                      .replace("/keys/{id}", "/keys/" + key)
                      .replace("{id}", webhook.toString());
              JsonNode example = description.at("/requestBody/content/application~1json/example");
              switch (operation.split(" ", 2)[0]) {
                case "POST" -> {
                  // Nobody logs in with the password of an example.
                  if (!path.equals("/session")
                      && !description.path("requestBody").isMissingNode()) {
                    assertThat(api.post(path, example.toString()).status()).isBetween(200, 202);
                  }
                }
                case "PATCH" -> api.patch(path, example.toString()).is(200);
                default -> {}
              }
            });
  }

  @Test
  void the_states_of_a_delivery_are_those_of_the_code() {
    assertThat(enumeration("/components/schemas/DeliveryState"))
        .isEqualTo(Arrays.stream(DeliveryState.values()).map(DeliveryState::label).toList());
    assertThat(enumeration("/components/schemas/EventStatusFilter"))
        .containsAll(enumeration("/components/schemas/DeliveryState"));
  }

  @Test
  void the_actions_of_the_audit_log_and_the_scopes_of_keys_are_those_of_the_code() {
    assertThat(enumeration("/components/schemas/AuditAction"))
        .isEqualTo(Arrays.stream(Action.values()).map(Action::label).toList());
    assertThat(enumeration("/components/schemas/Scope"))
        .isEqualTo(
            Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.MANAGE_TENANTS)
                .map(Scope::label)
                .toList());
  }

  @Test
  void the_document_is_served_without_a_key_as_it_stands_in_the_repository() throws IOException {
    Api.Answer served =
        api.send(
                Api.withoutKey(
                    api.request("/openapi.yaml").setHeader("Accept", "application/json")))
            .is(200);

    assertThat(served.header("content-type")).startsWith("application/yaml");
    try (InputStream file = OpenApiTest.class.getResourceAsStream("/static/openapi.yaml")) {
      assertThat(served.response().body()).isEqualTo(new String(file.readAllBytes(), UTF_8));
    }
  }

  @Test
  void swagger_ui_shows_the_document() {
    for (String entrance : List.of("/docs", "/docs/")) {
      Api.Answer redirect = api.send(Api.withoutKey(api.request(entrance))).is(302);
      assertThat(redirect.header("location")).endsWith("/docs/index.html");
    }
    assertThat(page("/docs/index.html")).contains("swagger-ui-bundle.js", "swagger-initializer.js");
    assertThat(page("/docs/swagger-initializer.js")).contains("\"../openapi.yaml\"");
    assertThat(page("/docs/swagger-ui-bundle.js")).contains("SwaggerUIBundle");
    api.send(Api.withoutKey(api.request("/docs/nothing.js"))).isProblem(404);
  }

  private String page(String path) {
    return api.send(Api.withoutKey(api.request(path))).is(200).response().body();
  }

  /** In the order of the alphabet. */
  private static Set<String> queryParameters(String operation) {
    Set<String> names = new TreeSet<>();
    JsonNode description = Objects.requireNonNull(CONTRACT.operations().get(operation));
    for (JsonNode reference : description.path("parameters")) {
      JsonNode parameter = CONTRACT.resolved(reference);
      if (parameter.path("in").asString().equals("query")) {
        names.add(parameter.path("name").asString());
      }
    }
    return names;
  }

  private static List<String> enumeration(String schema) {
    return CONTRACT.at(schema).path("enum").valueStream().map(JsonNode::asString).toList();
  }
}
