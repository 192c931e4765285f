package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends what a test says, HTTP or not. */
final class RawServer implements AutoCloseable {
  /** Answers a connection once something was received on it. */
  @FunctionalInterface
  interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore closed = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RawServer(Answer answer) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.execute(() -> acceptAll(answer));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  int connections() {
    return connections.get();
  }

  /** Waits until another connection has ended. */
  void awaitClosed() throws InterruptedException {
    assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }

  private void acceptAll(Answer answer) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(connection, answer));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection, Answer answer) {
    try (connection) {
      if (connection.getInputStream().read() >= 0) {
        answer.to(connection.getOutputStream());
      }
    } catch (IOException goneAway) {
      // The sender may well have given up: that is what is tested.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      closed.release();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
