package relay.testservers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that keeps what it gets and answers as a test says. */
public final class Receiver implements AutoCloseable {
  /** A received POST. */
  public record Request(HttpHeaders headers, String body) {
    /** The value of a header that has to be there. */
    public String header(String name) {
      return headers.firstValue(name).orElseThrow();
    }
  }

  /** Answers one exchange; may block. */
  @FunctionalInterface
  public interface Answer {
    /** Answers the given request, the nth from 1. */
    void to(HttpExchange exchange, int number) throws IOException, InterruptedException;
  }

  /** Guarded by itself: a list that is copied by each of 100,000 would take minutes. */
  private final List<Request> requests = new ArrayList<>();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private Receiver(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
          int number;
          synchronized (requests) {
            requests.add(new Request(headers, body));
            number = requests.size();
          }
          try {
            answer.to(exchange, number);
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  /** A receiver that answers every request with this status. */
  public static Receiver answering(int status) {
    return new Receiver((exchange, _) -> exchange.sendResponseHeaders(status, -1));
  }

  /** A receiver that answers with this status once it is released. */
  public static Receiver answering(int status, CountDownLatch released) {
    return new Receiver(
        (exchange, _) -> {
          released.await();
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** A receiver that answers as it is told. */
  public static Receiver answering(Answer answer) {
    return new Receiver(answer);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** What it got so far. */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
