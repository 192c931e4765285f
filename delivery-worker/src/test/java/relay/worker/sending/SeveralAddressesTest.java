package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.network.AddressRule;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;

/** An endpoint whose name has several addresses, some of which do not work. */
class SeveralAddressesTest extends Sending {
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** A dead address takes its share of it. */
  @BeforeEach
  void hurry() {
    deadline = Duration.ofSeconds(5);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private void resolveTo(String... addresses) throws IOException {
    http.close();
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.ofLiteral(address));
    }
    http =
        HttpClientConfiguration.httpClient(
            new AddressRule(LOOPBACK, OWN), _ -> all.toArray(InetAddress[]::new));
  }

  /** Accepts nothing, and its queue is full: what else is sent to it is dropped. */
  private void dead(String address, int port) throws IOException {
    ServerSocket full = new ServerSocket(port, 1, InetAddress.ofLiteral(address));
    opened.add(full);
    boolean dropped = false;
    while (!dropped) {
      Socket waiting = new Socket();
      opened.add(waiting);
      try {
        waiting.connect(new InetSocketAddress(address, port), 200);
      } catch (SocketTimeoutException noRoom) {
        dropped = true;
      }
    }
  }

  private KeepAliveServer good() throws IOException {
    KeepAliveServer server =
        new KeepAliveServer(
            (_, out) -> {
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            });
    opened.add(server);
    return server;
  }

  private static URI multi(int port) {
    return URI.create("http://multi.test:%d/".formatted(port));
  }

  @Test
  void a_dead_address_leaves_time_for_the_next() throws Exception {
    KeepAliveServer server = good();
    dead("127.0.0.77", server.port());
    resolveTo("127.0.0.77", "127.0.0.1");
    assertThat(send(multi(server.port()))).isInstanceOf(Succeeded.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void an_address_that_refuses_is_passed_over() throws Exception {
    KeepAliveServer server = good();
    resolveTo("127.0.0.78", "127.0.0.1");
    assertThat(send(multi(server.port()))).isInstanceOf(Succeeded.class);
  }

  @Test
  void nothing_is_sent_after_the_deadline_and_the_error_names_the_address_that_took_the_time()
      throws Exception {
    deadline = SHORT;
    KeepAliveServer server = good();
    dead("127.0.0.77", server.port());
    resolveTo("127.0.0.77");
    assertThat(send(multi(server.port())))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
              assertThat(failed.error())
                  .isEqualTo(
                      "No connection with multi.test:%d (127.0.0.77) within 1 s, so nothing was sent: check that no firewall keeps the relay out"
                          .formatted(server.port()));
            });
    assertThat(server.requests()).isEmpty();
  }

  /** It proves that something listens there, which the operator has to know. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1 127.0.0.78", "127.0.0.78 127.0.0.1"})
  void a_tls_fault_of_one_is_told_with_its_address_whatever_the_other_does(String addresses)
      throws Exception {
    resolveTo(addresses.split(" ", -1));
    assertTlsFault(noTls());
  }

  @Test
  void a_tls_fault_is_told_even_if_another_address_takes_the_time_that_is_left() throws Exception {
    int port = noTls();
    dead("127.0.0.77", port);
    resolveTo("127.0.0.1", "127.0.0.77");
    assertTlsFault(port);
  }

  /** A handshake that the deadline ends is no fault of the certificate. */
  @Test
  void a_tls_handshake_that_takes_too_long_is_a_time_out() throws Exception {
    deadline = SHORT;
    int port = good().port();
    resolveTo("127.0.0.78", "127.0.0.1");
    assertReason(Reason.TIMEOUT, URI.create("https://multi.test:%d/".formatted(port)));
  }

  private int noTls() {
    RawServer server = new RawServer(out -> out.write(OK.getBytes(UTF_8)));
    opened.add(server);
    return server.url().getPort();
  }

  private void assertTlsFault(int port) throws Exception {
    assertThat(send(URI.create("https://multi.test:%d/".formatted(port))))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).as(failed.error()).isEqualTo(Reason.TLS);
              assertThat(failed.error())
                  .isEqualTo(
                      "No TLS connection with multi.test (127.0.0.1): Unsupported or unrecognized"
                          + " SSL message");
            });
  }

  @Test
  void where_none_works_each_is_named_with_its_fault() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    resolveTo("127.0.0.78", "127.0.0.79");
    assertThat(send(multi(port)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
              assertThat(failed.error())
                  .isEqualTo(
                      "No address of multi.test:%d can be connected to: 127.0.0.78 accepts no connection, 127.0.0.79 accepts no connection"
                          .formatted(port));
            });
  }
}
