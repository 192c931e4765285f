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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;

/** Far more clients than api-service has connections for, while it can answer none of them. */
class ClientStormIT {
  private static final int CLIENTS = 5_000;
  private static final Duration LASTS = Duration.ofSeconds(30);
  private static final int PATIENCE_MS = 15_000;

  @TempDir Path data;

  private final AtomicInteger answers = new AtomicInteger();

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void does_not_end_the_process() throws Exception {
    try (LocalStack stack = LocalStack.start(StackOptions.in(data), ClientStormIT::say);
        Api api = new Api(stack)) {
      long pid = stack.process(Service.API).pid();
      stack.process(Service.POSTGRESQL).freeze();
      storm(stack);
      stack.process(Service.POSTGRESQL).thaw();

      say("%d requests of the storm were answered".formatted(answers.get()));
      assertThat(answers.get()).isPositive();
      stack.process(Service.API).awaitReady();
      assertThat(stack.process(Service.API).pid()).isEqualTo(pid);
      assertThat(api.post("storm.over", Map.of(), "after the storm")).startsWith("evt_");
    }
  }

  private void storm(LocalStack stack) {
    byte[] request = request(stack.apiKey());
    Instant end = Instant.now().plus(LASTS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < CLIENTS; n++) {
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
      if (socket.getInputStream().readNBytes(12).length == 12) {
        answers.incrementAndGet();
      }
    } catch (IOException refusedOrCutOff) {
      // That is what has to become of most of them.
    }
  }

  private static byte[] request(String apiKey) {
    String body =
        "{\"type\": \"storm.made\", \"data\": {\"text\": \"%s\"}}".formatted("a".repeat(2_000));
    return """
    POST /events HTTP/1.1\r
    Host: relay\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(apiKey, body.length(), body)
        .getBytes(US_ASCII);
  }
}
