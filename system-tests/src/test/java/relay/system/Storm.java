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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import relay.stack.LocalStack;
import relay.stack.Service;

/** Clients that ask again and again, far more than api-service has connections or memory for. */
final class Storm implements AutoCloseable {
  private static final Duration LASTS = Duration.ofSeconds(30);
  private static final int PATIENCE_MS = 15_000;

  private final LocalStack stack;
  private final Api api;
  private final long pid;
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  /** Starts a relay that no limit of requests protects. */
  Storm(Path data) throws InterruptedException {
    stack =
        LocalStack.start(
            PreparedServices.in(data)
                .withEnvironment(Map.of("RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000")),
            System.out::println);
    api = new Api(stack);
    pid = stack.process(Service.API).pid();
  }

  LocalStack stack() {
    return stack;
  }

  /** How often a status was answered. */
  int answers(String status) {
    return answers.getOrDefault(status, new AtomicInteger()).get();
  }

  int allAnswers() {
    return answers.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  void blow(int clients, String path, String body) {
    byte[] request = request(path, body);
    Instant end = Instant.now().plus(LASTS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < clients; n++) {
        threads.execute(
            () -> {
              while (Instant.now().isBefore(end)) {
                post(request);
              }
            });
      }
    }
    System.out.println("Answers in the storm: " + answers);
  }

  /** The same process as before the storm takes events. */
  void assertOver() throws InterruptedException {
    stack.process(Service.API).awaitReady();
    assertThat(stack.process(Service.API).pid()).isEqualTo(pid);
    assertThat(api.post("storm.over", Map.of(), "after the storm")).startsWith("evt_");
  }

  private void post(byte[] request) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port(Service.API)),
          PATIENCE_MS);
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

  static String event(int dataBytes) {
    return "{\"type\": \"storm.made\", \"data\": {\"text\": \"%s\"}}"
        .formatted("a".repeat(dataBytes));
  }

  private byte[] request(String path, String body) {
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

  @Override
  public void close() {
    api.close();
    stack.close();
  }
}
