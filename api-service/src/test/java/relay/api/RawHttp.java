package relay.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Sends what an HTTP client would not let one send. Thread-safe. */
@TestComponent
public class RawHttp {
  private final Environment environment;

  RawHttp(Environment environment) {
    this.environment = environment;
  }

  /** An answer, byte for byte as Latin-1. */
  public record Answer(String text) {
    public int status() {
      return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** Whether it has a header with this name and value. */
    public boolean hasHeader(String name, String value) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .anyMatch(
              line ->
                  line.toLowerCase(Locale.ROOT)
                      .equals((name + ": " + value).toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * Sends a request and reads all of its answer.
   *
   * @param requestLine such as {@code GET /events}
   * @param headers lines, none of them Host, Connection or Content-Length
   */
  public Answer send(String requestLine, String headers, String body) {
    String request =
        "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(requestLine, body.length(), headers.isEmpty() ? "" : headers + "\r\n", body);
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Api.PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new Answer(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a GET with the key. */
  public Answer get(String path) {
    return send("GET " + path, "Authorization: Bearer " + Api.KEY, "");
  }

  /** Sends a GET without the key. */
  public Answer getWithoutKey(String path) {
    return send("GET " + path, "", "");
  }
}
