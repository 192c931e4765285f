package relay.stack.aot;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import relay.stack.client.RelayApi;
import relay.stack.demo.Receiver;
import relay.stack.process.HealthProbe;
import relay.stack.process.StackException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the services do all day, until their JVMs know which of their methods are busy. */
final class Rehearsal {
  private static final int CLIENTS = 16;
  private static final int IN_BATCH = 100;
  private static final int LOOKS = 20;
  private static final int ARRIVED_WITHIN_SECONDS = 120;
  private static final String TYPE = "rehearsal.made";

  private static final List<String> PAGES =
      List.of("/events", "/deliveries", "/logs", "/webhooks", "/deliveries/counts", "/overview");

  private final RelayApi api;
  private final URI apiUrl;
  private final URI workerUrl;
  private final int events;
  private final int batches;

  /** A rehearsal with so many events, a quarter of them in batches. */
  Rehearsal(URI api, String apiKey, URI worker, int events) {
    this.api = new RelayApi(api, apiKey);
    this.apiUrl = api;
    this.workerUrl = worker;
    this.batches = events / 4 / IN_BATCH;
    this.events = events;
  }

  void run() throws InterruptedException {
    try (Receiver receiver = Receiver.start(events, _ -> false)) {
      ObjectNode webhook =
          JsonMapper.shared().createObjectNode().put("url", receiver.url().toString());
      webhook.putArray("eventTypes").add(TYPE);
      receiver.trust(api.post("/webhooks", webhook).get("secret").asString());
      load();
      if (!receiver.awaitAll(ARRIVED_WITHIN_SECONDS)) {
        throw new StackException(
            "Only %d of %d events of the rehearsal arrived within %d s: the machine is too slow or too busy for it."
                .formatted(receiver.accepted(), events, ARRIVED_WITHIN_SECONDS));
      }
    }
  }

  private void load() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      AtomicInteger left = new AtomicInteger(events - batches * IN_BATCH);
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(() -> postSingles(left)));
      }
      for (Future<?> client : clients) {
        await(client);
      }
    }
    for (int i = 0; i < batches; i++) {
      var _ = api.post("/events/batch", batch());
    }
    for (int i = 0; i < LOOKS; i++) {
      for (String page : PAGES) {
        var _ = api.get(page);
      }
      var _ = HealthProbe.isReady(apiUrl);
      var _ = HealthProbe.isReady(workerUrl);
    }
  }

  private @Nullable Void postSingles(AtomicInteger left) throws InterruptedException {
    while (left.getAndDecrement() > 0) {
      var _ = api.post("/events", event());
    }
    return null;
  }

  private static void await(Future<?> client) throws InterruptedException {
    try {
      var _ = client.get();
    } catch (ExecutionException failure) {
      throw new StackException("The rehearsal failed.", failure);
    }
  }

  private static ObjectNode event() {
    ObjectNode event = JsonMapper.shared().createObjectNode().put("type", TYPE);
    event.putObject("data").put("id", 9_007_199_254_740_993L).put("text", "a".repeat(200));
    return event;
  }

  private static ObjectNode batch() {
    ObjectNode batch = JsonMapper.shared().createObjectNode();
    ArrayNode events = batch.putArray("events");
    for (int i = 0; i < IN_BATCH; i++) {
      events.add(event());
    }
    return batch;
  }
}
