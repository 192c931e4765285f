package relay.stack.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relay.stack.process.Ports;

@Tag("slow")
class WireTest {
  private ServerSocket server;
  private Wire wire;

  @BeforeEach
  void lay() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
    wire = new Wire(Ports.free(), server.getLocalPort());
  }

  @AfterEach
  void end() throws IOException {
    wire.close();
    server.close();
  }

  private void echo() {
    while (!server.isClosed()) {
      try {
        Socket one = server.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (one) {
                    one.getInputStream().transferTo(one.getOutputStream());
                  } catch (IOException cut) {
                    // By the wire.
                  }
                });
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static Duration echo(Socket socket, int bytes) throws IOException {
    byte[] sent = "x".repeat(bytes).getBytes(UTF_8);
    Instant start = Instant.now();
    socket.getOutputStream().write(sent);
    assertThat(socket.getInputStream().readNBytes(bytes)).isEqualTo(sent);
    return Duration.between(start, Instant.now());
  }

  @Test
  void a_cut_wire_breaks_what_is_open_and_takes_nothing_new_until_it_is_mended()
      throws IOException {
    try (Socket open = connect()) {
      var _ = echo(open, 100);
      wire.cut();
      assertThat(open.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);

    wire.mend();
    try (Socket again = connect()) {
      var _ = echo(again, 100);
    }
  }

  @Test
  void a_slow_wire_crawls_and_a_mended_one_does_not() throws IOException {
    wire.slow();
    Duration slow;
    try (Socket socket = connect()) {
      slow = echo(socket, 60_000);
    }
    wire.mend();
    try (Socket socket = connect()) {
      assertThat(echo(socket, 60_000)).isLessThan(slow.dividedBy(4));
    }
    assertThat(slow).isGreaterThan(Duration.ofSeconds(1));
  }
}
