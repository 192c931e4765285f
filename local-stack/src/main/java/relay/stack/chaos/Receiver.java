package relay.stack.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import relay.stack.client.Signature;
import relay.stack.ledger.Entry.Received;
import relay.stack.ledger.Ledger;
import relay.stack.process.Platform;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoints, in a process of their own that can be killed. Each POST is in the ledger before it
 * is answered.
 */
final class Receiver {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
  private static final int BACKLOG = 1_000;
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Path folder;
  private final Ledger ledger;
  private final Map<Endpoint, Signature> signatures = new ConcurrentHashMap<>();
  private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

  private Receiver(Path folder) {
    this.folder = folder;
    this.ledger = Ledger.open(ledger(folder));
  }

  /** What to run. */
  static Program program(Path folder, int port) {
    return new Program(
        "receiver",
        List.of(
            Platform.java(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Receiver.class.getName(),
            folder.toString(),
            Integer.toString(port)),
        Map.of(),
        Signal.TERM,
        STARTS_WITHIN,
        () -> Ports.isAnswering(port));
  }

  static URI url(Endpoint endpoint, int port) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(port, endpoint.label()));
  }

  /** Where it writes down what it gets. */
  static Path ledger(Path folder) {
    return folder.resolve("receiver.ledger");
  }

  /** Tells it what the relay signs with, before the first event. */
  static void trust(Path folder, Endpoint endpoint, String secret) {
    try {
      Files.writeString(secret(folder, endpoint), secret);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path secret(Path folder, Endpoint endpoint) {
    return folder.resolve(endpoint.label() + ".secret");
  }

  public static void main(String[] arguments) throws IOException {
    Receiver receiver = new Receiver(Path.of(arguments[0]));
    int port = Integer.parseInt(arguments[1]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      Endpoint endpoint = Endpoint.valueOf(path.toUpperCase(Locale.ROOT));
      byte[] body = exchange.getRequestBody().readAllBytes();
      JsonNode event = JsonMapper.shared().readTree(new String(body, UTF_8));
      String id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("webhook-id"));
      boolean genuine =
          signature(endpoint).isOf(exchange.getRequestHeaders(), body) && Post.isWhole(event);
      int status = answer(endpoint, id);
      ledger.add(
          new Received(Post.number(event), id, endpoint.label(), status, genuine, Instant.now()));
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int answer(Endpoint endpoint, String id) throws InterruptedException {
    return switch (endpoint) {
      case FIRST, SECOND -> 204;
      case SLOW -> {
        Thread.sleep(SLOW);
        yield 204;
      }
      case FLAKY -> refusedOnce.add(id) ? 503 : 204;
      case DEAD -> 500;
    };
  }

  private Signature signature(Endpoint endpoint) {
    return signatures.computeIfAbsent(
        endpoint,
        _ -> {
          try {
            return new Signature(Files.readString(secret(folder, endpoint)));
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }
}
