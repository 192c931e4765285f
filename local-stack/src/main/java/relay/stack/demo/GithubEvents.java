package relay.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example payloads that the makers of Octokit publish, one of each event. */
final class GithubEvents {
  /** The name of GitHub's event and what GitHub sends with it. */
  record GithubEvent(String name, JsonNode payload) {
    String type() {
      return "github." + name;
    }
  }

  private GithubEvents() {}

  static List<GithubEvent> all() {
    JsonMapper json = JsonMapper.shared();
    try (InputStream lines =
        Objects.requireNonNull(GithubEvents.class.getResourceAsStream("github-events.jsonl"))) {
      return new String(lines.readAllBytes(), UTF_8)
          .lines()
          .map(json::readTree)
          .map(line -> new GithubEvent(line.get("event").asString(), line.get("payload")))
          .toList();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
