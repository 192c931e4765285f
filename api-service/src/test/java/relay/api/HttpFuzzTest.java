package relay.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.util.UriUtils.encode;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import relay.fuzzing.Texts;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;

/**
 * Sends the real service requests that are right or nearly so, made of whatever routes, parameters
 * and bodies the OpenAPI document has. {@code -Dfuzz.seed=} repeats a run that failed.
 */
@ApiTest
@Import(FuzzedDatabase.class)
@DirtiesContext
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(FuzzedDatabase.NAME)
@Tag("slow")
class HttpFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final List<String> TABLES =
      List.of(
          "events",
          "outbox",
          "idempotency_keys",
          "webhooks",
          "deliveries",
          "bulk_actions",
          "api_keys",
          "people");

  /** A request as a text may be refused by the client, so it is made when it is sent. */
  private record Made(
      String operation,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    String method() {
      return operation.split(" ", 2)[0];
    }

    boolean posts(String path) {
      return operation.equals("POST " + path);
    }
  }

  @Autowired Api api;
  @Autowired RawHttp raw;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  @Value("${jqwik.tries.default:3000}")
  int tries;

  @Value("${fuzz.seed:}")
  String seed;

  @Test
  void no_request_makes_a_fault_or_half_a_row() {
    String used = seed.isEmpty() ? Long.toString(new SecureRandom().nextLong()) : seed;
    JqwikSession.run(
        used,
        () -> {
          Arbitrary<Made> requests = requests(new Documented(things()));
          for (int i = 0; i < tries; i++) {
            Made made = requests.sample();
            try {
              send(made);
            } catch (AssertionError | RuntimeException fault) {
              throw new AssertionError(
                  "-Dfuzz.seed=%s, request %d: %s".formatted(used, i, made), fault);
            }
          }
        });
  }

  /** What an HTTP client would not send: Tomcat answers what it can not read. */
  @Test
  void no_malformed_head_makes_a_fault() {
    String used = seed.isEmpty() ? Long.toString(new SecureRandom().nextLong()) : seed;
    JqwikSession.run(
        used,
        () -> {
          Arbitrary<String> lines =
              Texts.near(
                  "GET /events",
                  "GET /events?limit=1&from=2026-01-01T00:00:00Z",
                  "GET /ui/events",
                  "POST /events",
                  "GET /webhooks/whk_01h455vb4pex5vsknk084sn02q",
                  "DELETE /webhooks/x",
                  "GET /ui/a/b/c",
                  "GET /docs/index.html",
                  "HEAD /",
                  "OPTIONS /events",
                  "GET /%2e%2e/");
          Arbitrary<String> headers =
              Texts.near(
                  "Authorization: Bearer " + Api.KEY,
                  "Authorization: Bearer " + Api.KEY + "\r\nIdempotency-Key: a",
                  "Authorization: Bearer " + Api.KEY + "\r\nAccept: text/html;q=0.5,*/*",
                  "Authorization: Basic YTpi",
                  "Cookie: a=b");
          for (int i = 0; i < tries / 10; i++) {
            String line = lines.sample();
            String head = headers.sample();
            assertThat(raw.send(line, head, "").text())
                .as("-Dfuzz.seed=%s, request %d: %s | %s", used, i, line, head)
                .doesNotStartWith("HTTP/1.1 5");
          }
        });
  }

  private void send(Made made) {
    Map<String, Long> before = rows();
    HttpRequest.Builder request = request(made);
    Api.Answer answer = api.send(request);
    Map<String, Long> after = rows();

    assertThat(answer.status()).as(answer.response().body()).isLessThan(500);
    if (answer.status() >= 400) {
      answer.isProblem(answer.status());
      assertThat(after).isEqualTo(before);
      return;
    }
    assertDocumented(made);
    if (made.posts("/events")) {
      boolean replayed = answer.header("Idempotency-Replayed").equals("true");
      int fresh = replayed ? 0 : 1;
      int keys = made.headers.containsKey("Idempotency-Key") ? fresh : 0;
      assertStored(before, after, fresh, keys, List.of(answer.text("id")));
    } else if (made.posts("/events/batch")) {
      List<String> ids = new ArrayList<>();
      int fresh = 0;
      int keys = 0;
      JsonNode posted = Contract.json(made.body).get("events");
      for (int i = 0; i < posted.size(); i++) {
        JsonNode result = answer.json().get("results").get(i);
        ids.add(result.get("id").asString());
        if (!result.get("replayed").asBoolean()) {
          fresh++;
          keys += posted.get(i).path("idempotencyKey").isString() ? 1 : 0;
        }
      }
      assertStored(before, after, fresh, keys, ids);
    } else if (made.method().equals("GET")) {
      assertThat(after).isEqualTo(before);
    }
  }

  private static void assertDocumented(Made made) {
    JsonNode operation = Objects.requireNonNull(CONTRACT.operations().get(made.operation));
    if (operation.has("requestBody")) {
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      assertThat(CONTRACT.allows(schema, Contract.json(made.body))).isTrue();
    }
  }

  /** Each new event with its outbox row, and with its key if it has one. */
  private void assertStored(
      Map<String, Long> before, Map<String, Long> after, int fresh, long keys, List<String> ids) {
    Map<String, Long> expected = new TreeMap<>(before);
    expected.merge("events", (long) fresh, Long::sum);
    expected.merge("outbox", (long) fresh, Long::sum);
    expected.merge("idempotency_keys", keys, Long::sum);
    assertThat(after).isEqualTo(expected);
    for (String id : ids) {
      assertThat(api.isInOutbox(EventId.parse(id))).isTrue();
    }
  }

  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    String counts =
        String.join(
            ", ",
            TABLES.stream()
                .map(table -> "(SELECT count(*) FROM %1$s) AS %1$s".formatted(table))
                .toList());
    database
        .sql("SELECT " + counts)
        .query()
        .singleRow()
        .forEach((table, count) -> rows.put(table, ((Number) count).longValue()));
    return rows;
  }

  /** Something of each kind, so that requests get deep. */
  private Map<String, List<String>> things() {
    WebhookId webhook = api.webhook("fuzz");
    List<String> events = new ArrayList<>();
    List<String> deliveries = new ArrayList<>();
    for (DeliveryState state : DeliveryState.values()) {
      EventId event = api.event("fuzz");
      events.add(event.toString());
      deliveries.add(stored.delivery(event, webhook, state).toString());
    }
    return Map.of(
        "evt", events,
        "whk", List.of(webhook.toString(), api.webhook("fuzz").toString()),
        "dlv", deliveries);
  }

  private Arbitrary<Made> requests(Documented documented) {
    return Arbitraries.of(
            CONTRACT.operations().keySet().stream()
                .filter(
                    operation ->
                        !operation.endsWith(" /stream") && !operation.contains(" /actuator/"))
                .toList())
        .flatMap(operation -> request(documented, operation));
  }

  private static Arbitrary<Made> request(Documented documented, String operation) {
    JsonNode description = Objects.requireNonNull(CONTRACT.operations().get(operation));
    String path = operation.split(" ", 2)[1];
    List<JsonNode> parameters = new ArrayList<>();
    description.path("parameters").forEach(one -> parameters.add(CONTRACT.resolved(one)));
    CONTRACT
        .at("/paths/" + path.replace("/", "~1") + "/parameters")
        .forEach(one -> parameters.add(CONTRACT.resolved(one)));
    JsonNode schema = description.at("/requestBody/content/application~1json/schema");
    Arbitrary<String> body =
        schema.isMissingNode()
            ? Arbitraries.just("")
            : documented
                .json("body", schema)
                .map(JsonNode::toString)
                .flatMap(
                    json ->
                        Arbitraries.frequencyOf(
                            Tuple.of(4, Arbitraries.just(json)), Tuple.of(1, Texts.near(json))));
    return Combinators.combine(
            values(documented, parameters, "path", 0),
            values(documented, parameters, "query", 0.6),
            values(documented, parameters, "header", 0.5),
            general(),
            body)
        .as(
            (inPath, query, headers, general, text) -> {
              String filled = path;
              for (Map.Entry<String, String> one : inPath.entrySet()) {
                filled = filled.replace("{" + one.getKey() + "}", encode(one.getValue(), UTF_8));
              }
              Map<String, String> all = new TreeMap<>(general);
              all.putAll(headers);
              return new Made(operation, filled, query, all, text);
            });
  }

  private static Arbitrary<Map<String, String>> values(
      Documented documented, List<JsonNode> parameters, String place, double absent) {
    Arbitrary<Map<String, String>> values = Arbitraries.just(Map.of());
    for (JsonNode parameter : parameters) {
      if (parameter.path("in").asString().equals(place)) {
        String name = parameter.path("name").asString();
        Arbitrary<Optional<String>> value =
            documented.text(name, parameter.get("schema")).optional(1 - absent);
        values =
            Combinators.combine(values, value)
                .as(
                    (others, one) -> {
                      Map<String, String> all = new TreeMap<>(others);
                      one.ifPresent(text -> all.put(name, text));
                      return all;
                    });
      }
    }
    if (!place.equals("query")) {
      return values;
    }
    return Combinators.combine(
            values,
            Arbitraries.of("", "", "", "", "", "", "", "limit", "x", "\ud800", "😀".repeat(99)))
        .as(
            (others, name) -> {
              Map<String, String> all = new TreeMap<>(others);
              if (!name.isEmpty()) {
                all.putIfAbsent(name, "1");
              }
              return all;
            });
  }

  /** What any request has. */
  private static Arbitrary<Map<String, String>> general() {
    return Combinators.combine(
            mostly("Bearer " + Api.KEY), mostly("application/json"), mostly("*/*"))
        .as(
            (authorization, contentType, accept) ->
                Map.of(
                    "Authorization", authorization, "Content-Type", contentType, "Accept", accept));
  }

  private static Arbitrary<String> mostly(String right) {
    return Arbitraries.frequencyOf(
        Tuple.of(20, Arbitraries.just(right)), Tuple.of(1, Texts.near(right)));
  }

  private HttpRequest.Builder request(Made made) {
    StringBuilder target = new StringBuilder(made.path);
    char separator = '?';
    for (Map.Entry<String, String> one : made.query.entrySet()) {
      target.append(separator).append(encode(one.getKey(), UTF_8));
      target.append('=').append(encode(one.getValue(), UTF_8));
      separator = '&';
    }
    HttpRequest.Builder request = Api.withoutKey(api.request(target.toString()));
    made.headers.forEach((name, value) -> request.header(name, sendable(value)));
    return request.method(
        made.method(),
        made.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(made.body));
  }

  /** The client sends no others; those are sent as they are by the test of heads. */
  private static String sendable(String value) {
    return value.replaceAll("[^ -~]", "?");
  }
}
