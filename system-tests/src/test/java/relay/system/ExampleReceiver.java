package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import relay.stack.process.Ports;
import relay.testservers.Receiver;

/**
 * A receiver under {@code examples/}, which knows nothing but a standard library and the text of
 * Standard Webhooks, run as its reader would run it.
 */
final class ExampleReceiver {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
  private static final int TAKEN = 204;
  private static final int REFUSED = 401;

  private ExampleReceiver() {}

  /** Whether the interpreter is installed: the build needs Node, and no Python. */
  static boolean canRun(String interpreter) throws InterruptedException {
    try {
      return Script.start(new ProcessBuilder(interpreter, "--version")).waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Lets it judge a delivery, and the same with another body. */
  static void assertAccepts(
      String interpreter, String file, String secret, Receiver.Request delivery) throws Exception {
    int port = Ports.free();
    Process receiver =
        Script.start(
            new ProcessBuilder(
                interpreter, EXAMPLES.resolve(file).toString(), secret, Integer.toString(port)));
    try {
      await().atMost(STARTS_WITHIN).until(() -> Ports.isAnswering(port));
      assertThat(answer(port, delivery, delivery.body())).as(file).isEqualTo(TAKEN);
      assertThat(answer(port, delivery, delivery.body() + " ")).as(file).isEqualTo(REFUSED);
    } finally {
      receiver.destroy();
      receiver.waitFor();
    }
  }

  private static int answer(int port, Receiver.Request delivery, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
            .timeout(STARTS_WITHIN)
            .POST(BodyPublishers.ofString(body));
    for (String name : new String[] {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
      request.header(name, delivery.header(name));
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
