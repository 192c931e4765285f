package relay.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.StoredDeliveries;
import relay.model.ApiKeyId;
import relay.model.AttemptId;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.PersonId;
import relay.model.Tenant;
import relay.model.WebhookId;

/**
 * No call of one tenant sees, counts, changes or infers a row of another. The calls are those of
 * the service, all of them: one that is new and not known here fails the test.
 */
@ApiTest
class TenantIsolationTest {
  private static final String IDEMPOTENCY_KEY = "the-same-for-both";

  /** What an answer tells of the time, which is another for each, or comes by and by. */
  private static final String INSTANT = "(?<=\"lastUsedAt\":)null|\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"";

  /** Every table whose rows are somebody's. */
  private static final List<String> TABLES =
      List.of(
          "events",
          "idempotency_keys",
          "outbox",
          "unmatched_events",
          "webhooks",
          "deliveries",
          "delivery_logs",
          "bulk_actions",
          "api_keys",
          "people",
          "audit_log");

  /** An answer that does not end, and is looked at by a test of its own. */
  private static final String STREAM = "GET /stream";

  /** Nobody's; a key of a tenant may not ask for them. */
  private static final String TENANTS = "GET /tenants";

  /** About who is logged in, or could be, which a key never is. */
  private static final String SESSION = "GET /session";

  @Autowired Api anyone;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  private final Tenant owner = tenant("owner");
  private final Tenant stranger = tenant("stranger");
  private final String type = Api.newType();
  private Api asOwner;
  private Api asStranger;

  private static Tenant tenant(String name) {
    return new Tenant(name + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @BeforeEach
  void logIn() {
    asOwner = anyone.ofTenant(owner);
    asStranger = anyone.ofTenant(stranger);
  }

  /** What the owner has, by the first part of the path under which it is found. */
  private Map<String, String> makeRows() {
    WebhookId webhook = asOwner.webhook(type);
    EventId event = asOwner.event(type, "{\"whose\":\"the owner's\"}");
    DeliveryId delivery = stored.delivery(event, webhook, DeliveryState.EXHAUSTED);
    AttemptId attempt = stored.failedAttempt(delivery, 1);
    asOwner.event(type);
    stored.fanOut(asOwner.event(type));
    asOwner.postWithKey(IDEMPOTENCY_KEY, event(type)).is(202);
    String bulkAction =
        asOwner
            .post(
                "/bulk-actions",
                "{\"action\":\"cancel\",\"deliveryIds\":[\"%s\"]}".formatted(delivery))
            .is(201)
            .text("id");
    await()
        .atMost(Api.PATIENCE)
        .until(() -> asOwner.get("/bulk-actions/" + bulkAction).text("state").equals("done"));
    Map<String, String> rows = new HashMap<>();
    rows.put("webhooks", webhook.toString());
    rows.put("events", event.toString());
    rows.put("deliveries", delivery.toString());
    rows.put("logs", attempt.toString());
    rows.put("bulk-actions", bulkAction);
    rows.put("people", asOwner.person().toString());
    rows.put("keys", asOwner.key(Scope.READ).text("id"));
    return rows;
  }

  private static String event(String type) {
    return "{\"type\":\"%s\",\"data\":1}".formatted(type);
  }

  /** Ids of nothing, of the same kinds. */
  private static Map<String, String> nothing() {
    return Map.of(
        "webhooks", WebhookId.next().toString(),
        "events", EventId.next().toString(),
        "deliveries", DeliveryId.next().toString(),
        "logs", AttemptId.next().toString(),
        "bulk-actions", BulkActionId.next().toString(),
        "keys", ApiKeyId.next().toString(),
        "people", PersonId.next().toString());
  }

  private Stream<String> routes() {
    return mapping.getHandlerMethods().keySet().stream()
        .filter(route -> !route.getPatternValues().contains("/error"))
        .flatMap(
            route ->
                route.getPatternValues().stream()
                    .flatMap(
                        path ->
                            route.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> method + " " + path)));
  }

  @Test
  void what_a_stranger_reads_is_the_same_whether_or_not_others_have_rows() {
    List<String> reads =
        routes()
            .filter(route -> route.startsWith("GET ") && !route.contains("{"))
            .filter(route -> !route.equals(STREAM) && !route.equals(TENANTS))
            .filter(route -> !route.startsWith(SESSION))
            .map(route -> route.substring("GET ".length()))
            .flatMap(
                path ->
                    path.equals("/search")
                        ? Stream.of(path + "?q=" + IDEMPOTENCY_KEY)
                        : Stream.of(path))
            .toList();
    assertThat(reads).hasSizeGreaterThanOrEqualTo(8);
    Map<String, String> before = read(reads);

    Map<String, String> rows = makeRows();

    assertThat(read(reads)).isEqualTo(before);
    for (String kind : List.of("webhooks", "events", "deliveries", "logs")) {
      String search = "/search?q=" + rows.get(kind);
      assertThat(asOwner.get(search).json().path("results")).hasSize(1);
      assertThat(asStranger.get(search).json().path("results")).isEmpty();
    }
    String filtered =
        "?webhookId=%s&eventId=%s".formatted(rows.get("webhooks"), rows.get("events"));
    assertThat(asOwner.get("/deliveries" + filtered).json().path("data")).hasSize(1);
    assertThat(asStranger.get("/deliveries" + filtered).json().path("data")).isEmpty();
    assertThat(asStranger.get("/logs" + filtered).json().path("data")).isEmpty();
    assertThat(asStranger.get("/deliveries/counts" + filtered).response().body())
        .doesNotContainPattern(":[1-9]");
    assertThat(asStranger.get("/events/counts?type=" + type).response().body())
        .doesNotContainPattern(":[1-9]");
    assertThat(asStranger.get("/events?type=" + type).json().path("data")).isEmpty();
  }

  private Map<String, String> read(List<String> paths) {
    return paths.stream()
        .collect(
            Collectors.toMap(
                path -> path,
                path -> asStranger.get(path).response().body().replaceAll(INSTANT, "\"then\""),
                (first, _) -> first,
                TreeMap::new));
  }

  @Test
  void what_others_have_is_to_a_stranger_as_if_it_were_not_there() {
    Map<String, String> rows = makeRows();
    Map<String, String> nothing = nothing();
    Map<String, String> before = rowsOf(owner);
    List<String> calls = routes().filter(route -> route.contains("{id}")).toList();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(11);

    for (String call : calls) {
      String kind = call.substring(call.indexOf('/') + 1, call.indexOf("/{id}"));
      assertThat(rows).as("the rows of this test, for " + call).containsKey(kind);
      String theirs = rows.get(kind);
      String none = nothing.get(kind);

      Api.Answer answer = call(asStranger, call.replace("{id}", theirs));
      Api.Answer ofNothing = call(asStranger, call.replace("{id}", none));

      assertThat(answer.status()).as(call).isEqualTo(404);
      assertThat(answer.response().body().replace(theirs, none))
          .as(call)
          .isEqualTo(ofNothing.response().body());
    }

    assertThat(rowsOf(owner)).isEqualTo(before);
  }

  private static Api.Answer call(Api api, String call) {
    String[] parts = call.split(" ", 2);
    HttpRequest.Builder request = api.request(parts[1]);
    return api.send(
        parts[0].equals("GET")
            ? request
            : request
                .header("Content-Type", "application/json")
                .method(parts[0], BodyPublishers.ofString("{}")));
  }

  @Test
  void what_others_have_cannot_be_named_in_a_request() {
    Map<String, String> rows = makeRows();
    Map<String, String> before = rowsOf(owner);
    EventId own = asStranger.event(type);
    stored.fanOut(own);

    asStranger
        .post(
            "/bulk-actions",
            "{\"action\":\"retry\",\"deliveryIds\":[\"%s\"]}".formatted(rows.get("deliveries")))
        .blames(400, "deliveryIds[0]");
    assertThat(
            asStranger
                .post(
                    "/bulk-actions",
                    "{\"action\":\"retry\",\"filter\":{\"state\":\"exhausted\",\"webhookId\":\"%s\"}}"
                        .formatted(rows.get("webhooks")))
                .is(201)
                .json()
                .path("total")
                .asInt())
        .isZero();
    asStranger
        .post(
            "/events/%s/replay".formatted(own),
            "{\"webhookIds\":[\"%s\"]}".formatted(rows.get("webhooks")))
        .blames(400, "webhookIds[0]");
    assertThat(asStranger.post("/events/%s/replay".formatted(own), "{}").json().path("deliveries"))
        .isEmpty();

    assertThat(rowsOf(owner)).isEqualTo(before);
  }

  @Test
  void a_tenant_makes_and_sees_no_tenants() {
    asOwner.get("/tenants").isProblem(403);
    asOwner.post("/tenants", "{\"name\":\"another\"}").isProblem(403);
  }

  @Test
  void an_idempotency_key_is_of_its_tenant() {
    makeRows();

    Api.Answer same = asStranger.postWithKey(IDEMPOTENCY_KEY, event(type)).is(202);
    asStranger.postWithKey(IDEMPOTENCY_KEY, event("another")).isProblem(422);

    assertThat(same.header("Idempotency-Replayed")).isEmpty();
    assertThat(asOwner.get("/events/" + same.text("id")).status()).isEqualTo(404);
  }

  /** All rows of a tenant as text, but what the service itself does to them by and by. */
  private Map<String, String> rowsOf(Tenant tenant) {
    Map<String, String> rows = new HashMap<>();
    for (String table : TABLES) {
      List<String> texts = new ArrayList<>();
      database
          .sql(
              "SELECT to_jsonb(t) - 'sweeps' - 'next_sweep_at' - 'last_used_at' FROM %s t WHERE tenant = ?"
                  .formatted(table))
          .param(tenant.name())
          .query(
              row -> {
                texts.add(row.getString(1));
              });
      texts.sort(null);
      rows.put(table, String.join("\n", texts));
    }
    return rows;
  }
}
