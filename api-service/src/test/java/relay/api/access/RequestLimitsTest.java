package relay.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.api.SecondService;

@ApiTest
class RequestLimitsTest {
  private static final int LIMIT = 2;

  private static SecondService service;

  @Autowired Api api;

  @BeforeAll
  static void start() {
    service = SecondService.start("relay.limits.requests-per-second=" + LIMIT);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void a_key_that_asks_too_often_is_told_when_to_go_on_and_others_are_not_held_up() {
    String busy = api.key(Scope.READ).text("key");
    String other = api.key(Scope.READ).text("key");

    Api.Answer refused = untilRefused(busy);

    assertThat(refused.text("type")).isEqualTo("urn:relay:problem:too-many-requests");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.text("detail")).contains("2 requests a second");
    api.send(Api.withKey(other, service.request("/events"))).is(200);
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(() -> api.send(Api.withKey(busy, service.request("/events"))).is(200));
    assertThat(api.send(service.request("/actuator/prometheus")).is(200).response().body().lines())
        .anyMatch(
            line ->
                line.startsWith("relay_requests_refused_total{reason=\"too_many_requests\"}")
                    && !line.endsWith(" 0.0"));
  }

  @Test
  void a_person_is_limited_as_a_key_is() {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);

    await()
        .atMost(Api.PATIENCE)
        .until(() -> browser.send(Api.withoutKey(service.request("/events"))).status() == 429);
  }

  @Test
  void the_body_is_not_waited_for() throws Exception {
    String busy = api.key(Scope.WRITE_EVENTS).text("key");
    String head =
        """
        POST /events HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: 100\r
        Connection: close\r
        \r
        """
            .formatted(busy);

    await()
        .atMost(Api.PATIENCE)
        .until(
            () -> {
              untilRefused(busy);
              return statusLine(head).startsWith("HTTP/1.1 429");
            });
  }

  private static String statusLine(String head) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      // Who waits for the body answers only when the client has given up.
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 429".length());
      return new String(line, StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException waitedForTheBody) {
      return "";
    }
  }

  /**
   * The bucket refills while the requests are on their way, so it takes some more than the limit.
   */
  private Api.Answer untilRefused(String key) {
    for (int n = 0; n < 200 * LIMIT; n++) {
      Api.Answer answer = api.send(Api.withKey(key, service.request("/search?q=x")));
      if (answer.status() == 429) {
        return answer.isProblem(429);
      }
    }
    throw new AssertionError("never refused");
  }
}
