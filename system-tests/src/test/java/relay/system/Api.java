package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relay.stack.LocalStack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as a careful backend engineer writes it: it repeats what was not answered. */
public final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final URI base;
  private final String key;

  public Api(LocalStack stack) {
    this(stack.api(), stack.apiKey());
  }

  public Api(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** A registered webhook and its secret. */
  public record Webhook(String id, String secret) {}

  public Webhook register(URI url, String eventType) {
    JsonNode made =
        ok(
            "POST",
            "/webhooks",
            Map.of("url", url.toString(), "eventTypes", new String[] {eventType}),
            null);
    return new Webhook(made.get("id").asString(), made.get("secret").asString());
  }

  /** Posts an event that waits for earlier ones with its key, if it has one. */
  public String post(String type, @Nullable String orderingKey) {
    Map<String, Object> event = new HashMap<>(Map.of("type", type, "data", Map.of()));
    if (orderingKey != null) {
      event.put("orderingKey", orderingKey);
    }
    return ok("POST", "/events", event, null).get("id").asString();
  }

  /** Posts an event until it is accepted; the key makes it one event, however often it is sent. */
  String post(String type, Object data, String idempotencyKey) {
    return post(Map.of("type", type, "data", data), idempotencyKey);
  }

  /** Posts an event, with all of its fields, until it is accepted. */
  public String post(Map<String, ?> event, String idempotencyKey) {
    return ok("POST", "/events", event, idempotencyKey).get("id").asString();
  }

  /** Posts an event once; whether any answer came. */
  public boolean isAnswered(Map<String, ?> event, String idempotencyKey)
      throws InterruptedException {
    return answer("POST", "/events", event, idempotencyKey).isPresent();
  }

  /** Posts events of one type, at most 1,000, in one request. */
  void postBatch(String type, int events, String idempotencyKeys) {
    List<Object> batch = new ArrayList<>();
    for (int n = 0; n < events; n++) {
      batch.add(
          Map.of(
              "type", type, "data", Map.of("n", n), "idempotencyKey", idempotencyKeys + "-" + n));
    }
    var _ = ok("POST", "/events/batch", Map.of("events", batch), null);
  }

  void enable(String webhook, boolean enabled) {
    var _ = ok("PATCH", "/webhooks/" + webhook, Map.of("enabled", enabled), null);
  }

  JsonNode get(String path) {
    return ok("GET", path, null, null);
  }

  /** The status of the answer to what may be refused. */
  public int status(String method, String path, @Nullable Object body) {
    return answered(method, path, body, null).statusCode();
  }

  private JsonNode ok(
      String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
    HttpResponse<String> answer = answered(method, path, body, idempotencyKey);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> answered(
      String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> answer(method, path, body, idempotencyKey), Api::isAnswered)
        .orElseThrow();
  }

  private static boolean isAnswered(Optional<HttpResponse<String>> answer) {
    return answer.isPresent() && answer.get().statusCode() != 503;
  }

  /** Empty if no answer came, which says nothing about what the request did. */
  private Optional<HttpResponse<String>> answer(
      String method, String path, @Nullable Object body, @Nullable String idempotencyKey)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(REQUEST_TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json.writeValueAsString(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    try {
      return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
