package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import relay.testservers.Receiver;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;

class ConnectionTest extends Sending {
  @Test
  void an_answer_in_http_1_0_ends_with_its_connection() throws Exception {
    try (RawServer server =
        new RawServer(out -> out.write("HTTP/1.0 200 OK\r\n\r\nhello".getBytes(UTF_8)))) {
      assertSucceeded(server.url(), 200, "hello");
    }
  }

  @Test
  void some_interim_answers_are_passed_over() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    try (RawServer some =
        new RawServer(
            out ->
                out.write((hints.repeat(3) + OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)))) {
      assertThat(send(some.url())).isInstanceOf(Succeeded.class);
    }
  }

  @Test
  void a_connection_is_used_again_if_its_answer_was_read_to_the_end_and_only_then()
      throws Exception {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              ports.add(exchange.getRemoteAddress().getPort());
              byte[] body = new byte[number == 2 ? 17 * 1024 : 16 * 1024];
              exchange.sendResponseHeaders(number == 1 ? 200 : 500, body.length);
              exchange.getResponseBody().write(body);
            })) {
      for (int attempt = 0; attempt < 3; attempt++) {
        send(receiver.url());
      }
    }
    assertThat(ports.get(1)).isEqualTo(ports.get(0));
    assertThat(ports.get(2)).isNotEqualTo(ports.get(1));
  }

  @Test
  void a_connection_that_the_endpoint_closed_while_it_was_idle_is_not_used_again()
      throws Exception {
    try (RawServer closing =
        new RawServer(out -> out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)))) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(send(closing.url())).isInstanceOf(Succeeded.class);
        assertThat(closing.connections()).isEqualTo(attempt);
        closing.awaitClosed();
        long closed = System.nanoTime();
        await().until(() -> System.nanoTime() - closed > KeptConnection.ASKED_AFTER_NANOS);
      }
    }
  }

  @Test
  void a_refused_connection_an_unknown_name_and_no_tls_are_told_apart() throws Exception {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    assertReason(Reason.CONNECT, closed);
    assertReason(Reason.DNS, URI.create("http://no-such-name.invalid/"));
    try (RawServer plain = new RawServer(out -> out.write(OK.getBytes(UTF_8)))) {
      assertReason(Reason.TLS, URI.create(plain.url().toString().replace("http:", "https:")));
    }
    assertThat(attempts("failed", "connect")).isOne();
    assertThat(attempts("failed", "dns")).isOne();
    assertThat(attempts("failed", "tls")).isOne();
    assertThat(allAttempts()).isEqualTo(3);
  }

  /** Java reads no host from it, and yet it may be one. */
  @Test
  void a_host_with_an_underscore_is_named_where_it_has_no_address() throws Exception {
    assertThat(send(URI.create("http://a_b.invalid/")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.error())
                    .isEqualTo("The host name a_b.invalid has no address: check the URL"));
  }

  @Test
  void what_is_no_http_is_a_fault_of_the_connection() throws Exception {
    try (RawServer server = new RawServer(out -> out.write("hello\r\n\r\n".getBytes(UTF_8)))) {
      assertReason(Reason.CONNECT, server.url());
    }
  }
}
