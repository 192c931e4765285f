package relay.stack.aot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import relay.stack.client.RelayApi;
import relay.stack.process.HealthProbe;
import relay.stack.process.StackException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the services do all day, until their JVMs know which of their methods are busy. */
final class Rehearsal {
  private static final int CLIENTS = 16;
  private static final int SINGLES = 12_000;
  private static final int BATCHES = 40;
  private static final int IN_BATCH = 100;
  private static final int LOOKS = 20;
  private static final int ARRIVED_WITHIN_SECONDS = 120;
  private static final String TYPE = "rehearsal.made";

  private static final List<String> PAGES =
      List.of("/events", "/deliveries", "/logs", "/webhooks", "/deliveries/counts", "/overview");

  private final RelayApi api;
  private final URI apiUrl;
  private final URI workerUrl;

  Rehearsal(URI api, String apiKey, URI worker) {
    this.api = new RelayApi(api, apiKey);
    this.apiUrl = api;
    this.workerUrl = worker;
  }

  void run() throws InterruptedException {
    CountDownLatch missing = new CountDownLatch(SINGLES + BATCHES * IN_BATCH);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer receiver = receiver(missing, threads);
      try {
        subscribe(receiver.getAddress().getPort());
        load(threads);
        if (!missing.await(ARRIVED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          throw new StackException(
              "%d events of the rehearsal did not arrive within %d s: the machine is too slow or too busy for it."
                  .formatted(missing.getCount(), ARRIVED_WITHIN_SECONDS));
        }
      } finally {
        receiver.stop(0);
      }
    }
  }

  private static HttpServer receiver(CountDownLatch missing, ExecutorService threads) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              var _ = exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(204, -1);
              missing.countDown();
            }
          });
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException failure) {
      throw new StackException("The receiver of the rehearsal could not be started.", failure);
    }
  }

  private void subscribe(int port) throws InterruptedException {
    ObjectNode webhook =
        JsonMapper.shared().createObjectNode().put("url", "http://127.0.0.1:%d/".formatted(port));
    webhook.putArray("eventTypes").add(TYPE);
    var _ = api.post("/webhooks", webhook);
  }

  private void load(ExecutorService threads) throws InterruptedException {
    List<Future<?>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      clients.add(
          threads.submit(
              () -> {
                for (int i = 0; i < SINGLES / CLIENTS; i++) {
                  var _ = api.post("/events", event());
                }
                return null;
              }));
    }
    for (Future<?> client : clients) {
      await(client);
    }
    for (int i = 0; i < BATCHES; i++) {
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
