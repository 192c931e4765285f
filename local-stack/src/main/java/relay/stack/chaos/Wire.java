package relay.stack.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TrafficShapingOptions;
import java.util.concurrent.TimeUnit;
import relay.stack.process.Ports;
import relay.stack.process.StackException;

/**
 * A TCP connection between the services and a server that can be cut and slowed down. Each call
 * returns when it is done.
 */
final class Wire implements AutoCloseable {
  private static final long WITHIN_SECONDS = 10;

  /** Bytes a second, over all connections: some hundredths of what the load needs. */
  private static final long SLOW = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final int port;
  private final int server;
  private NetServer open;

  /**
   * Lays a wire.
   *
   * @param port where it listens on loopback
   * @param server the port of the server, which need not run yet
   */
  Wire(int port, int server) {
    this.port = port;
    this.server = server;
    this.open = listen(0);
  }

  int port() {
    return port;
  }

  /** Breaks every connection, and refuses new ones. */
  void cut() {
    await(open.close());
    awaitFree();
  }

  /** The JDK lets go of a closed port only when its selector has looked again. */
  private void awaitFree() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
    while (!Ports.isFree(port)) {
      if (System.nanoTime() > end) {
        throw new StackException("Port %d was closed and is still in use.".formatted(port));
      }
      Thread.onSpinWait();
    }
  }

  /** Breaks every connection, and lets new ones through at a crawl. */
  void slow() {
    cut();
    open = listen(SLOW);
  }

  /** Breaks what is cut or slow, and lets new connections through at full speed. */
  void mend() {
    cut();
    open = listen(0);
  }

  private NetServer listen(long bytesPerSecond) {
    NetServerOptions options = new NetServerOptions();
    if (bytesPerSecond > 0) {
      options.setTrafficShapingOptions(
          new TrafficShapingOptions()
              .setInboundGlobalBandwidth(bytesPerSecond)
              .setOutboundGlobalBandwidth(bytesPerSecond));
    }
    NetServer listening = vertx.createNetServer(options).connectHandler(this::join);
    return await(listening.listen(port, "127.0.0.1"));
  }

  private void join(NetSocket near) {
    near.pause();
    client
        .connect(server, "127.0.0.1")
        .onSuccess(
            far -> {
              // Each end closes the other when it is closed.
              near.pipeTo(far).onFailure(_ -> far.close());
              far.pipeTo(near).onFailure(_ -> near.close());
            })
        .onFailure(_ -> near.close());
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
