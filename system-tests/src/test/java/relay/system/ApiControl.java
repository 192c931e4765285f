package relay.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import relay.stack.LocalStack;
import relay.stack.Service;

/** Lets tests in another process stop and start api-service, by a POST. */
final class ApiControl implements AutoCloseable {
  private final HttpServer server;

  private ApiControl(HttpServer server) {
    this.server = server;
  }

  static ApiControl of(LocalStack stack) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on(server, "/api-service/stop", () -> stack.process(Service.API).stop());
    on(
        server,
        "/api-service/start",
        () -> {
          stack.process(Service.API).resume();
          stack.process(Service.API).awaitReady();
        });
    server.start();
    return new ApiControl(server);
  }

  private interface Action {
    void run() throws InterruptedException;
  }

  private static void on(HttpServer server, String path, Action action) {
    server.createContext(
        path,
        exchange -> {
          int status = 204;
          try {
            action.run();
          } catch (InterruptedException | RuntimeException failure) {
            System.out.println(path + " failed: " + failure);
            status = 500;
          }
          answer(exchange, status);
        });
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
