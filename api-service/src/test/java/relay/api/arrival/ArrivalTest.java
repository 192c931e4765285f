package relay.api.arrival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
@TestPropertySource(
    properties = {
      // Longer than a busy machine leaves a thread waiting.
      "relay.arrival.within=4s",
      "server.tomcat.connection-timeout=2s",
      "server.tomcat.keep-alive-timeout=2s"
    })
@Tag("slow")
class ArrivalTest {
  private static final Duration WITHIN = Duration.ofSeconds(4);
  private static final String KEY = "Authorization: Bearer " + Api.KEY + "\r\n";
  private static final String JSON = KEY + "Content-Type: application/json\r\n";

  @LocalServerPort int port;
  @AutoClose Socket socket = new Socket();

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Api.PATIENCE.toMillis());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_connection_on_which_nothing_comes_is_closed() throws Exception {
    assertThat(read()).isEmpty();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_connection_that_is_kept_alive_and_not_used_is_closed() throws Exception {
    send("GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(read()).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(
      strings = {
        "G",
        "GET /events?x=",
        "GET /events HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "X-Slow: ",
      })
  void headers_that_drip_have_to_end_in_time(String start) throws Exception {
    assertClosedInTime(start, "x");
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(
      strings = {
        "POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 1000\r\n\r\n{",
        "PATCH /webhooks/x HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 1000\r\n\r\n{",
        "POST /nothing HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 1000\r\n\r\n{",
        "POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{",
        "GET /events HTTP/1.1\r\nHost: a\r\n" + KEY + "Content-Length: 1000\r\n\r\n{",
        "POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 99999999\r\n\r\n{",
      })
  void a_body_that_drips_has_to_end_in_time_whether_it_is_read_or_not(String start)
      throws Exception {
    assertThat(assertClosedInTime(start, "x"))
        .startsWith("HTTP/1.1 ")
        .doesNotContain("urn:relay:problem:internal");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_body_that_stops_is_a_problem() throws Exception {
    send("POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 1000\r\n\r\n{");

    assertThat(read()).startsWith("HTTP/1.1 408").contains("urn:relay:problem:timeout");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_body_that_breaks_off_is_a_problem() throws Exception {
    send("POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 1000\r\n\r\n{");
    socket.shutdownOutput();

    assertThat(read()).startsWith("HTTP/1.1 400").contains("urn:relay:problem:validation");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void chunks_that_drip_have_to_end_in_time() throws Exception {
    String start =
        "POST /events HTTP/1.1\r\nHost: a\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n";

    assertThat(assertClosedInTime(start, "1\r\nx\r\n"))
        .startsWith("HTTP/1.1 408")
        .contains("urn:relay:problem:timeout");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void after_a_body_that_nobody_read_the_connection_is_used_again() throws Exception {
    send("POST /nothing HTTP/1.1\r\nHost: a\r\n" + JSON + "Content-Length: 100000\r\n\r\n");
    send("x".repeat(100_000));
    send("GET /actuator/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(read()).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(
      strings = {
        "GET /events HTTP/1.1\r\nHost: a\r\nX: %1$s%1$s\r\n\r\n",
        "GET /events?%1$s%1$s HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: a\r\n%2$s\r\n",
        "GET /events HTTP/1.1\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET /ev<ents HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%%c0%%af HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /events HTTP/9.1\r\nHost: a\r\n\r\n",
        "G(T /events HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
        "POST /events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      })
  void what_is_no_request_is_answered_with_a_problem_that_says_nothing_of_the_server(String bytes)
      throws Exception {
    send(bytes.formatted("x".repeat(9_000), "X-Many: 1\r\n".repeat(150)));

    String answer = read();
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/problem+json")
        .contains("urn:relay:problem:validation");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("tomcat", "apache", "<html", "java", "exception");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void headers_of_15_KB_in_all_are_taken() throws Exception {
    send(
        "GET /actuator/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: %s\r\n\r\n"
            .formatted("x".repeat(15_000)));

    assertThat(read()).startsWith("HTTP/1.1 200");
  }

  private String assertClosedInTime(String start, String drop) throws Exception {
    long began = System.nanoTime();
    Thread dripping = Thread.startVirtualThread(() -> drip(start, drop));
    String answer = read();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ZERO, WITHIN.plusSeconds(3));
    dripping.join();
    return answer;
  }

  /** More often than any time-out between two bytes could be. */
  private void drip(String start, String drop) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes(ISO_8859_1));
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(100, TimeUnit.MILLISECONDS)) {
        out.write(drop.getBytes(ISO_8859_1));
      }
    } catch (IOException closed) {
      // By the server, as it should be.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** All that comes until the server closes; with bytes on the way it resets the connection. */
  private String read() throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[8 * 1024];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(some)) {
        text.append(new String(some, 0, n, ISO_8859_1));
      }
    } catch (SocketException reset) {
      text.append("");
    }
    return text.toString();
  }
}
