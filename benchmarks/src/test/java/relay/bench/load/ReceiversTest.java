package relay.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  private final Receivers receivers = new Receivers();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    http.shutdownNow();
    receivers.close();
  }

  private <T> HttpResponse<T> post(BodyHandler<T> body) throws IOException, InterruptedException {
    byte[] event = Payload.of("bench.test").at(System.nanoTime()).getBytes();
    return http.send(
        HttpRequest.newBuilder(receivers.url("group", 3))
            .timeout(Duration.ofSeconds(2))
            .POST(BodyPublishers.ofByteArray(event))
            .build(),
        body);
  }

  @Test
  void an_endpoint_is_fast_unless_told_otherwise() throws Exception {
    assertThat(post(BodyHandlers.discarding()).statusCode()).isEqualTo(200);

    Arrivals arrivals = receivers.arrivals("group");
    assertThat(arrivals.count()).isOne();
    assertThat(arrivals.latency().getMaxValue()).isLessThan(Duration.ofSeconds(2).toNanos());
    assertThat(receivers.arrivals("other").count()).isZero();
  }

  @Test
  void a_slow_one_takes_its_time() throws Exception {
    receivers.behave("group", Kind.SLOW);
    long start = System.nanoTime();

    assertThat(post(BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(99).toNanos());
  }

  @Test
  void a_failing_one_says_so() throws Exception {
    receivers.behave("group", Kind.FAILING);

    assertThat(post(BodyHandlers.discarding()).statusCode()).isEqualTo(500);
  }

  @Test
  void a_hanging_one_never_answers() {
    receivers.behave("group", Kind.HANGING);

    assertThatThrownBy(() -> post(BodyHandlers.discarding()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(receivers.arrivals("group").count()).isOne();
  }

  @Test
  void a_dripping_one_does_not_come_to_an_end() throws Exception {
    receivers.behave("group", Kind.DRIPPING);

    try (InputStream answer = post(BodyHandlers.ofInputStream()).body()) {
      assertThat(answer.read()).isEqualTo('.');
      assertThat(answer.read()).isEqualTo('.');
    }
  }
}
