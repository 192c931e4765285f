package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server that sends what a test says, HTTP or not. */
public final class RawServer implements AutoCloseable {
  /** Answers a connection once something was received on it. */
  @FunctionalInterface
  public interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final String scheme;
  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore closed = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public RawServer(Answer answer) {
    this("http", ServerSocketFactory.getDefault(), connection -> answer(connection, answer));
  }

  /** Answers once the TLS handshake is done. */
  public RawServer(SSLContext tls, Answer answer) {
    this("https", tls.getServerSocketFactory(), connection -> answer(connection, answer));
  }

  /** Answers by TLS whoever shows a certificate. */
  public static RawServer wantingCertificates(SSLContext tls, Answer answer) {
    return new RawServer(
        "https",
        tls.getServerSocketFactory(),
        connection -> answer(connection, answer),
        socket -> ((SSLServerSocket) socket).setNeedClientAuth(true));
  }

  /** Resets each connection instead of answering. */
  public static RawServer resetting() {
    return new RawServer(
        "http",
        ServerSocketFactory.getDefault(),
        connection -> {
          connection.setSoLinger(true, 0);
          connection.close();
        });
  }

  @FunctionalInterface
  private interface Conduct {
    void on(Socket connection) throws IOException, InterruptedException;
  }

  private RawServer(String scheme, ServerSocketFactory sockets, Conduct conduct) {
    this(scheme, sockets, conduct, _ -> {});
  }

  /** {@code settings} are made before the first connection is accepted. */
  private RawServer(
      String scheme,
      ServerSocketFactory sockets,
      Conduct conduct,
      Consumer<ServerSocket> settings) {
    this.scheme = scheme;
    try {
      socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      settings.accept(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.execute(() -> acceptAll(conduct));
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  public int connections() {
    return connections.get();
  }

  /** Waits until all was sent on another connection, or nobody takes any more. */
  public void awaitClosed() throws InterruptedException {
    assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }

  private void acceptAll(Conduct conduct) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(connection, conduct));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection, Conduct conduct) {
    try (connection;
        InputStream in = connection.getInputStream()) {
      if (in.read() >= 0) {
        try {
          conduct.on(connection);
        } finally {
          closed.release();
        }
        // To close while something is unread would reset the connection.
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException goneAway) {
      // The sender may well have given up: that is what is tested.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Socket connection, Answer answer)
      throws IOException, InterruptedException {
    answer.to(connection.getOutputStream());
    connection.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
