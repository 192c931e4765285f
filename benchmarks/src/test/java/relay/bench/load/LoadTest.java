package relay.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Payload payload = Payload.of("bench.test");
  private HttpServer server;

  /** Answers each request as a test wants it. */
  private interface Behaviour {
    int status(int request) throws InterruptedException;
  }

  private volatile Behaviour behaviour = _ -> 202;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try {
            exchange.sendResponseHeaders(behaviour.status(requests.incrementAndGet()), -1);
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  private Load load(int clients) {
    URI url = URI.create("http://127.0.0.1:%d/events".formatted(server.getAddress().getPort()));
    return new Load(url, "key", clients);
  }

  @Test
  void posts_so_many_and_counts_what_was_answered() {
    behaviour = request -> request % 4 == 0 ? 503 : 202;
    try (Load load = load(8)) {
      Answers answers = load.all(payload::at, 100);

      assertThat(answers.accepted()).isEqualTo(75);
      assertThat(answers.refused()).isEqualTo(25);
      assertThat(answers.latency().getTotalCount()).isEqualTo(75);
      assertThat(requests).hasValue(100);
    }
  }

  @Test
  void posts_for_so_long() {
    try (Load load = load(4)) {
      Answers answers = load.during(payload::at, Duration.ofMillis(300));

      assertThat(answers.accepted()).isPositive().isEqualTo(requests.get());
      assertThat(answers.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Test
  void keeps_its_rate() {
    try (Load load = load(8)) {
      Answers answers = load.atRate(payload::at, 200, Duration.ofSeconds(1));

      assertThat(answers.accepted()).isEqualTo(200);
      assertThat(answers.perSecond()).isCloseTo(200, within(60.0));
    }
  }

  /** Requests that were to be posted while the server stood still have waited too. */
  @Test
  void a_pause_of_the_server_is_in_the_latency_of_all_that_waited() throws InterruptedException {
    CountDownLatch pause = new CountDownLatch(1);
    behaviour =
        _ -> {
          pause.await();
          return 202;
        };
    try (Load load = load(1)) {
      threads.execute(
          () -> {
            try {
              // The time the server stands still, as the test says.
              TimeUnit.MILLISECONDS.sleep(500);
              pause.countDown();
            } catch (InterruptedException stopping) {
              Thread.currentThread().interrupt();
            }
          });
      Answers answers = load.atRate(payload::at, 100, Duration.ofSeconds(1));

      assertThat(answers.accepted()).isEqualTo(100);
      assertThat(answers.latency().getMaxValue() / 1e6).isGreaterThan(450);
      assertThat(answers.latency().getCountBetweenValues(200_000_000L, 10_000_000_000L))
          .as("posts of the first 0.3 s waited 0.2 s or more")
          .isGreaterThanOrEqualTo(25);
    }
  }

  @Test
  void what_is_not_answered_at_all_is_refused() {
    server.stop(0);
    try (Load load = load(2)) {
      assertThat(load.all(payload::at, 10).refused()).isEqualTo(10);
    }
  }
}
