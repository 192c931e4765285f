package relay.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The endpoints, all on one thread, in groups that behave alike and are counted together. Those of
 * a group that nothing was said about are {@link Kind#FAST}.
 */
public final class Receivers implements AutoCloseable {
  private static final long SLOW_MILLIS = 100;
  private static final long DRIP_MILLIS = 1_000;
  private static final int BACKLOG = 4_096;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** Opens them on a free port of loopback. */
  public Receivers() {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .await();
  }

  /** The URL of one. */
  public URI url(String group, int number) {
    return URI.create("http://127.0.0.1:%d/%s/%d".formatted(server.actualPort(), group, number));
  }

  /** From now on. */
  public void behave(String group, Kind kind) {
    kinds.put(group, kind);
  }

  /** What arrives at the endpoints of a group. */
  public Arrivals arrivals(String group) {
    return arrivals.computeIfAbsent(group, _ -> new Arrivals());
  }

  private void take(HttpServerRequest request) {
    String path = request.path();
    String group = path.substring(1, path.lastIndexOf('/'));
    request
        .body()
        .onSuccess(
            body -> {
              arrivals(group).arrived(Payload.sentAt(body));
              answer(kinds.getOrDefault(group, Kind.FAST), request.response());
            });
  }

  private void answer(Kind kind, HttpServerResponse response) {
    switch (kind) {
      case FAST -> response.end();
      case SLOW -> vertx.setTimer(SLOW_MILLIS, _ -> response.end());
      case FAILING -> response.setStatusCode(500).end();
      case HANGING -> {}
      case DRIPPING -> drip(response.setChunked(true));
    }
  }

  private void drip(HttpServerResponse response) {
    vertx.setPeriodic(
        0,
        DRIP_MILLIS,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else {
            var _ = response.write(Buffer.buffer("."));
          }
        });
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
