package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.StackOptions;
import relay.stack.process.Ports;
import relay.testservers.Receiver;

/** Two of each service: both work, and one that leaves in good order costs nobody anything. */
@Order(Integer.MAX_VALUE - 2)
class ScaleOutIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A producer stays with a partition for 16 KiB, so the first hundreds may be of one worker. */
  private static final int SOME_EVENTS = 100;

  /** Bounds the load: more would only take CPU from the services that are starting. */
  private static final int UNDER_WAY = 64;

  @TempDir Path data;

  private final Semaphore room = new Semaphore(UNDER_WAY);

  private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void two_workers_share_the_load_and_a_rebalance_neither_loses_nor_repeats() throws Exception {
    StackOptions options = PreparedServices.in(data);
    try (Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  exchange.sendResponseHeaders(204, -1);
                  room.release();
                });
        LocalStack stack = LocalStack.start(options, ScaleOutIT::say);
        ExecutorService producers = Executors.newVirtualThreadPerTaskExecutor()) {
      int worker = Ports.free();
      int api = Ports.free();
      ServiceProcess second = stack.add(Service.WORKER, worker, options.workerJar(), Map.of());
      stack.add(Service.API, api, options.apiJar(), Map.of());
      try (Api one = new Api(stack);
          Api another = new Api(LocalStack.url(api), stack.apiKey())) {
        one.register(receiver.url(), "scaled.*");
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<?>> posting =
            List.of(
                producers.submit(producer(one, "one", enough)),
                producers.submit(producer(another, "another", enough)));
        try {
          await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      attempts(stack.port(Service.WORKER)) >= SOME_EVENTS
                          && attempts(worker) >= SOME_EVENTS);

          second.stop();
          awaitArrivals(receiver, receiver.requests().size() + SOME_EVENTS);
          second.resume();
          second.awaitReady();
          await().atMost(PATIENCE).until(() -> attempts(worker) > 0);
        } finally {
          enough.set(true);
        }
        for (Future<?> producer : posting) {
          producer.get();
        }

        // What arrived and was not recorded would be sent again, when its lease has ended.
        await().atMost(PATIENCE).until(() -> succeeded(one) == posted.size());
        assertThat(arrived(receiver)).containsExactlyInAnyOrderElementsOf(posted);
      }
    }
  }

  private Callable<Void> producer(Api api, String name, AtomicBoolean enough) {
    return () -> {
      post(api, name, enough);
      return null;
    };
  }

  private void post(Api api, String name, AtomicBoolean enough) throws InterruptedException {
    for (int n = 0; !enough.get(); n++) {
      assertThat(room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("events arrive")
          .isTrue();
      posted.add(api.post("scaled." + name, Map.of("n", n), name + "-" + n));
    }
  }

  private static void awaitArrivals(Receiver receiver, int events) {
    await().atMost(PATIENCE).until(() -> receiver.requests().size() >= events);
  }

  private static Stream<String> arrived(Receiver receiver) {
    return receiver.requests().stream().map(request -> request.header("webhook-id"));
  }

  private static long succeeded(Api api) {
    return api.get("/deliveries/counts").get("counts").get("succeeded").asLong();
  }

  private static double attempts(int worker) {
    return Metrics.of(LocalStack.url(worker)).entrySet().stream()
        .filter(sample -> sample.getKey().startsWith("relay_attempts_total"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
