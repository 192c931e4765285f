package relay.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relay.stack.client.Signature;
import relay.stack.process.StackException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver as a subscriber would write one: it checks the signature, takes each id once, and here
 * also answers 500 to the first attempt of some events. Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Predicate<String> refuseFirst;
  private final CountDownLatch missing;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger forged = new AtomicInteger();
  private volatile @Nullable Signature signature;

  private Receiver(HttpServer server, int expected, Predicate<String> refuseFirst) {
    this.server = server;
    this.missing = new CountDownLatch(expected);
    this.refuseFirst = refuseFirst;
  }

  /**
   * Starts on a free port of loopback.
   *
   * @param expected how many events there will be
   * @param refuseFirst whether an event of this type is refused the first time
   */
  public static Receiver start(int expected, Predicate<String> refuseFirst) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server, expected, refuseFirst);
      server.createContext("/", receiver::receive);
      server.setExecutor(receiver.threads);
      server.start();
      return receiver;
    } catch (IOException failure) {
      throw new StackException("The demo's receiver could not be started.", failure);
    }
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** From now on deliveries signed with this secret are taken, and no others. */
  public void trust(String secret) {
    signature = new Signature(secret);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(answer(exchange, body), -1);
    }
  }

  private int answer(HttpExchange exchange, byte[] body) {
    @Nullable String id = exchange.getRequestHeaders().getFirst("webhook-id");
    @Nullable Signature trusted = signature;
    if (id == null || trusted == null || !trusted.isOf(exchange.getRequestHeaders(), body)) {
      forged.incrementAndGet();
      return 401;
    }
    String type = JsonMapper.shared().readTree(new String(body, UTF_8)).path("type").asString("");
    if (seen.add(id) && refuseFirst.test(type)) {
      return 500;
    }
    if (accepted.add(id)) {
      missing.countDown();
    }
    return 204;
  }

  /** Waits until all expected events were taken; false if they were not in time. */
  public boolean awaitAll(long seconds) throws InterruptedException {
    return missing.await(seconds, TimeUnit.SECONDS);
  }

  /** How many different events were taken. */
  public int accepted() {
    return accepted.size();
  }

  /** How many requests had no valid signature. */
  public int forged() {
    return forged.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
