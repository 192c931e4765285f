package relay.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import relay.stack.LocalStack;
import relay.stack.Service;

/** Far more than api-service has connections or memory for. */
@Isolated
class ClientStormIT {
  private static final int CLIENTS = 5_000;
  private static final int BATCHES = 100;
  private static final Duration LASTS = Duration.ofSeconds(30);
  private static final int PATIENCE_MS = 15_000;

  @TempDir private static Path data;

  private static LocalStack stack;
  private static Api api;

  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws InterruptedException {
    stack =
        LocalStack.start(
            PreparedServices.in(data)
                .withEnvironment(Map.of("RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000")),
            ClientStormIT::say);
    api = new Api(stack);
  }

  @AfterAll
  static void stop() {
    api.close();
    stack.close();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void clients_that_get_no_answer_do_not_end_the_process() throws Exception {
    long pid = stack.process(Service.API).pid();
    stack.process(Service.POSTGRESQL).freeze();
    storm(CLIENTS, request("/events", event(2_000)));
    stack.process(Service.POSTGRESQL).thaw();
    assertStillRuns(pid, "without answers");
    assertThat(answers).isNotEmpty();
  }

  @Test
  void large_batches_do_not_end_the_process() throws Exception {
    long pid = stack.process(Service.API).pid();
    String batch =
        "{\"events\": [%s]}".formatted(String.join(",", Collections.nCopies(32, event(250_000))));
    storm(BATCHES, request("/events/batch", batch));
    assertStillRuns(pid, "of batches");
    // Many times what there is memory for, so that it is given back.
    assertThat(answers.getOrDefault("202", new AtomicInteger()).get()).isGreaterThan(20);
    assertThat(answers).containsKey("503");
  }

  private void assertStillRuns(long pid, String storm) throws Exception {
    say("Answers in the storm: " + answers);
    stack.process(Service.API).awaitReady();
    assertThat(stack.process(Service.API).pid()).isEqualTo(pid);
    assertThat(api.post("storm.over", Map.of(), "after the storm " + storm)).startsWith("evt_");
  }

  private void storm(int count, byte[] request) {
    Instant end = Instant.now().plus(LASTS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < count; n++) {
        clients.execute(
            () -> {
              while (Instant.now().isBefore(end)) {
                post(request, stack.port(Service.API));
              }
            });
      }
    }
  }

  private void post(byte[] request, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request);
      String line = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      if (line.length() == 12) {
        answers.computeIfAbsent(line.substring(9), _ -> new AtomicInteger()).incrementAndGet();
      }
    } catch (IOException refusedOrCutOff) {
      // That is what has to become of most of them.
    }
  }

  private static String event(int dataBytes) {
    return "{\"type\": \"storm.made\", \"data\": {\"text\": \"%s\"}}"
        .formatted("a".repeat(dataBytes));
  }

  private static byte[] request(String path, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: relay\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(path, stack.apiKey(), body.length(), body)
        .getBytes(US_ASCII);
  }
}
