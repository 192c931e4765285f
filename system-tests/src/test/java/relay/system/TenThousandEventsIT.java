package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.testservers.Receiver;
import tools.jackson.databind.JsonNode;

/** 10,000 events from 32 clients to three webhooks, one of which fails every second request. */
@Order(3)
class TenThousandEventsIT {
  private static final int EVENTS = 10_000;
  private static final int CLIENTS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Short pauses, since half of the retries fail again and 24 hours are too long for a test. */
  private static final String SCHEDULE = "0s" + ",500ms".repeat(24);

  enum Fault {
    NONE,
    WORKER_KILLED
  }

  @TempDir private static Path data;

  private static LocalStack stack;
  private static Api api;

  @BeforeAll
  static void start() throws InterruptedException {
    stack =
        LocalStack.start(
            PreparedServices.in(data).withEnvironment(Map.of("RELAY_RETRY_SCHEDULE", SCHEDULE)),
            TenThousandEventsIT::say);
    api = new Api(stack);
  }

  @AfterAll
  static void stop() {
    api.close();
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void every_event_reaches_every_webhook_and_the_log_agrees_with_the_receivers(Fault fault)
      throws Exception {
    String type = "load." + fault.name().toLowerCase(Locale.ROOT);
    long before = succeeded();
    AtomicInteger alternating = new AtomicInteger();
    try (Receiver first = Receiver.answering(200);
        Receiver second = Receiver.answering(200);
        Receiver failing =
            Receiver.answering(
                (exchange, _) ->
                    exchange.sendResponseHeaders(
                        alternating.incrementAndGet() % 2 == 0 ? 500 : 200, -1))) {
      Map<Receiver, String> webhooks = new LinkedHashMap<>();
      for (Receiver receiver : List.of(first, second, failing)) {
        webhooks.put(receiver, api.register(receiver.url(), type).id());
      }
      Instant start = Instant.now();
      Set<String> ids =
          postAll(
              type,
              () -> {
                if (fault == Fault.WORKER_KILLED) {
                  killWorker();
                }
              });
      Duration posting = Duration.between(start, Instant.now());
      assertThat(ids).hasSize(EVENTS);

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(succeeded() - before).isEqualTo(3 * EVENTS));
      System.out.printf(
          "%d events posted in %d ms, all %d deliveries succeeded after %d ms (fault: %s)%n",
          EVENTS,
          posting.toMillis(),
          3 * EVENTS,
          Duration.between(start, Instant.now()).toMillis(),
          fault);

      for (Map.Entry<Receiver, String> webhook : webhooks.entrySet()) {
        List<Receiver.Request> received = webhook.getKey().requests();
        assertThat(
                received.stream()
                    .map(request -> request.header("webhook-id"))
                    .collect(Collectors.toSet()))
            .isEqualTo(ids);
        int logged = logged(webhook.getValue());
        switch (fault) {
          case NONE -> assertThat(logged).isEqualTo(received.size());
          // A POST whose record died with the worker was received and is not in the log.
          case WORKER_KILLED -> assertThat(logged).isBetween(EVENTS, received.size());
        }
      }
    }
  }

  private static Set<String> postAll(String type, Runnable halfWay) throws Exception {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        running.add(
            clients.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < EVENTS; n = next.getAndIncrement()) {
                    ids.add(api.post(type, Map.of("n", n), type + "-" + n));
                    if (n == EVENTS / 2) {
                      halfWay.run();
                    }
                  }
                }));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
    return ids;
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void killWorker() {
    try {
      stack.process(Service.WORKER).kill();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static long succeeded() {
    return Metrics.of(stack.worker())
        .getOrDefault("relay_deliveries{state=\"succeeded\"}", 0.0)
        .longValue();
  }

  private static int logged(String webhook) {
    int rows = 0;
    String cursor = "";
    do {
      JsonNode page = api.get("/logs?limit=200&webhookId=" + webhook + cursor);
      rows += page.get("data").size();
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    return rows;
  }
}
