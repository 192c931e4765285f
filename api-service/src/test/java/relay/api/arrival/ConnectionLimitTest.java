package relay.api.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
@TestPropertySource(properties = "server.tomcat.max-connections=3")
@Tag("slow")
class ConnectionLimitTest {
  private static final int LIMIT = 3;
  private static final int NOT_SERVED_MS = 1_000;

  @LocalServerPort int port;
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    open.add(socket);
    socket
        .getOutputStream()
        .write("GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  private static String answer(Socket socket, int withinMs) throws IOException {
    socket.setSoTimeout(withinMs);
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  @Test
  void one_connection_more_than_allowed_waits_until_another_ends() throws IOException {
    int patience = (int) Api.PATIENCE.toMillis();
    for (int n = 0; n < LIMIT; n++) {
      assertThat(answer(connect(), patience)).isEqualTo("HTTP/1.1 200");
    }
    Socket waiting = connect();
    assertThatThrownBy(() -> answer(waiting, NOT_SERVED_MS))
        .isInstanceOf(SocketTimeoutException.class);

    open.getFirst().close();
    assertThat(answer(waiting, patience)).isEqualTo("HTTP/1.1 200");
  }
}
