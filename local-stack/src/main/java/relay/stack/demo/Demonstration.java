package relay.stack.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import relay.stack.client.RelayApi;
import relay.stack.demo.GithubEvents.GithubEvent;
import relay.stack.process.StackException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Posts GitHub's events, lets the receiver refuse every fourth once, and shows what came of it. */
public final class Demonstration {
  private static final int REFUSED_EVERY = 4;
  private static final long ALL_WITHIN_SECONDS = 90;
  private static final Duration LOGGED_WITHIN = Duration.ofSeconds(15);
  private static final int BETWEEN_LOOKS_MS = 200;
  private static final String ROW = "%-30s %8s  %-10s %-9s %10s";

  private final RelayApi api;
  private final Consumer<String> say;

  /**
   * Prepares a demonstration.
   *
   * @param api the base of the API's URLs
   * @param say receives the lines to show
   */
  public Demonstration(URI api, String apiKey, Consumer<String> say) {
    this.api = new RelayApi(api, apiKey);
    this.say = say;
  }

  /**
   * Runs it, and removes the webhook that it made.
   *
   * @throws StackException if not all events were delivered in time
   */
  public void run() throws InterruptedException {
    List<GithubEvent> events = GithubEvents.all();
    Set<String> refused = new HashSet<>();
    for (int i = 0; i < events.size(); i += REFUSED_EVERY) {
      refused.add(events.get(i).type());
    }
    try (Receiver receiver = Receiver.start(events.size(), refused::contains)) {
      String webhook = register(receiver);
      try {
        Map<String, String> types = post(events);
        say.accept(
            "Posted %d events; the receiver answers 500 to the first attempt of %d of them, and the relay tries those again about 5 s later."
                .formatted(types.size(), refused.size()));
        if (!receiver.awaitAll(ALL_WITHIN_SECONDS)) {
          throw new StackException(
              "Only %d of %d events arrived within %d s: look at ./relay logs delivery-worker."
                  .formatted(receiver.accepted(), types.size(), ALL_WITHIN_SECONDS));
        }
        show(types, awaitLogs(webhook, types.keySet()));
        say.accept(
            "All %d events arrived, each with a valid signature (%d requests without one)."
                .formatted(receiver.accepted(), receiver.forged()));
      } finally {
        api.delete("/webhooks/" + webhook);
      }
    }
  }

  private String register(Receiver receiver) throws InterruptedException {
    ObjectNode webhook = JsonMapper.shared().createObjectNode();
    webhook.put("url", receiver.url().toString());
    webhook.putArray("eventTypes").add("github.*");
    webhook.put("description", "Made by ./relay demo, which removes it at its end");
    JsonNode made = api.post("/webhooks", webhook);
    receiver.trust(made.get("secret").asString());
    String id = made.get("id").asString();
    say.accept("Registered a receiver at %s as %s.".formatted(receiver.url(), id));
    return id;
  }

  /** The type of each posted event by its id, in the order of posting. */
  private Map<String, String> post(List<GithubEvent> events) throws InterruptedException {
    Map<String, String> types = new LinkedHashMap<>();
    for (GithubEvent event : events) {
      ObjectNode body = JsonMapper.shared().createObjectNode();
      body.put("type", event.type());
      body.set("data", event.payload());
      types.put(api.post("/events", body).get("id").asString(), event.type());
    }
    return types;
  }

  /** The receiver knows of an attempt a moment before it is recorded. */
  private List<JsonNode> awaitLogs(String webhook, Set<String> events) throws InterruptedException {
    Instant deadline = Instant.now().plus(LOGGED_WITHIN);
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      List<JsonNode> rows = api.logs(webhook);
      Set<String> succeeded =
          rows.stream()
              .filter(row -> row.get("outcome").asString().equals("succeeded"))
              .map(row -> row.get("eventId").asString())
              .collect(Collectors.toSet());
      if (succeeded.containsAll(events)) {
        return rows;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new StackException(
            "The relay's log has the success of %d of %d events only."
                .formatted(succeeded.size(), events.size()));
      }
      var _ = never.await(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void show(Map<String, String> types, List<JsonNode> rows) {
    Map<String, List<JsonNode>> attempts =
        rows.stream()
            .sorted(Comparator.comparingInt(row -> row.get("attempt").asInt()))
            .collect(Collectors.groupingBy(row -> row.get("eventId").asString()));
    say.accept("");
    say.accept(ROW.formatted("EVENT TYPE", "ATTEMPTS", "OUTCOME", "ANSWERS", "TOOK"));
    types.forEach((id, type) -> say.accept(row(type, attempts.getOrDefault(id, List.of()))));
    say.accept("");
  }

  private static String row(String type, List<JsonNode> attempts) {
    List<String> answers = new ArrayList<>();
    attempts.forEach(attempt -> answers.add(attempt.path("responseCode").asString("-")));
    JsonNode last = attempts.getLast();
    Duration took =
        Duration.between(started(attempts.getFirst()), started(last))
            .plusMillis(last.path("durationMs").asLong(0));
    return ROW.formatted(
        type,
        attempts.size(),
        last.get("outcome").asString(),
        String.join(", ", answers),
        "%d ms".formatted(took.toMillis()));
  }

  private static Instant started(JsonNode attempt) {
    return Instant.parse(attempt.get("startedAt").asString());
  }
}
