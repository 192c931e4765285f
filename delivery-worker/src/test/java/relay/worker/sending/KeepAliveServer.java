package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that keeps connections, reads each request to its end, and answers as a test says. */
final class KeepAliveServer implements AutoCloseable {
  /** Answers one request; the connection is closed after it if this returns false. */
  @FunctionalInterface
  interface Answer {
    boolean to(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /**
   * One request.
   *
   * @param port from which it came, which tells the connections apart
   * @param onConnection how many came on the same connection, this one included
   */
  record Request(String path, int port, int onConnection) {}

  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Semaphore left = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  KeepAliveServer(Answer answer) throws IOException {
    this(answer, 0);
  }

  KeepAliveServer(Answer answer, int port) throws IOException {
    socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> acceptAll(answer));
  }

  int port() {
    return socket.getLocalPort();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
  }

  List<Request> requests() {
    return requests;
  }

  /** Waits until the sender has closed another connection. */
  void awaitLeft() throws InterruptedException {
    assertThat(left.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
  }

  private void acceptAll(Answer answer) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection, answer));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection, Answer answer) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream())) {
      int number = 0;
      for (String path = path(in); path != null; path = path(in)) {
        Request request = new Request(path, connection.getPort(), ++number);
        requests.add(request);
        if (!answer.to(request, connection.getOutputStream())) {
          return;
        }
      }
      left.release();
    } catch (IOException goneAway) {
      // The sender may well have given up.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a request; null if there is none. */
  private static @Nullable String path(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).strip()));
      }
    }
    return head.toString().split(" ", -1)[1];
  }

  static byte[] answer(int status, String body) {
    return "HTTP/1.1 %d Some Phrase\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body)
        .getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
