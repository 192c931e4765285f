package relay.stack.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relay.stack.process.StackException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the relay's HTTP API that the demo and the fault tests make. */
public final class RelayApi {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(WITHIN).build();
  private final JsonMapper json = JsonMapper.shared();
  private final URI base;
  private final String key;

  public RelayApi(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  public JsonNode get(String path) throws InterruptedException {
    return json.readTree(send("GET", path, null));
  }

  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    return json.readTree(send("POST", path, body.toString()));
  }

  public JsonNode patch(String path, JsonNode body) throws InterruptedException {
    return json.readTree(send("PATCH", path, body.toString()));
  }

  public void delete(String path) throws InterruptedException {
    var _ = send("DELETE", path, null);
  }

  /** The log of a webhook, one row an attempt. */
  public List<JsonNode> logs(String webhook) throws InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    String first = "/logs?limit=100&webhookId=" + webhook;
    JsonNode page = get(first);
    page.get("data").forEach(rows::add);
    while (page.hasNonNull("nextCursor")) {
      String cursor = URLEncoder.encode(page.get("nextCursor").asString(), StandardCharsets.UTF_8);
      page = get(first + "&cursor=" + cursor);
      page.get("data").forEach(rows::add);
    }
    return rows;
  }

  private String send(String method, String path, @Nullable String body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(WITHIN)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 401) {
        throw new StackException(
            "The API refuses the key: set RELAY_API_KEY to the one that ./relay up was given.");
      }
      if (response.statusCode() >= 300) {
        throw new StackException(
            "%s %s was answered with %d: %s"
                .formatted(method, path, response.statusCode(), response.body()));
      }
      return response.body();
    } catch (ConnectException refused) {
      throw new StackException(
          "Nothing answers at %s: start the relay with ./relay up first.".formatted(base), refused);
    } catch (IOException failure) {
      throw new StackException(
          "The API at %s broke off: %s.".formatted(base, failure.getMessage()), failure);
    }
  }
}
