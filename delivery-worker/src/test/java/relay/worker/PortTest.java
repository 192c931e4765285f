package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The port of a worker has health and metrics, and nothing else. */
@WorkerTest
class PortTest {
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void health_and_metrics_are_answered(String path) throws Exception {
    // It may still be about to be ready.
    await().atMost(Relay.PATIENCE).until(() -> answer("GET", path).statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/error",
        "/error/x",
        "/events",
        "/index.html",
        "/favicon.ico",
        "/actuator",
        "/actuator/",
        "/actuator/beans",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/loggers",
        "/actuator/metrics",
        "/actuator/nothing"
      })
  void every_other_path_is_not_there(String path) throws Exception {
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> answer = answer(method, path);

      assertThat(answer.statusCode()).as(method).isEqualTo(404);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.body())
          .isEqualTo(
              "{\"detail\":\"No endpoint %s %s.\",\"instance\":\"%s\",\"status\":404,\"title\":\"Not Found\"}"
                  .formatted(method, path, path));
      assertThat(answer.headers().map()).doesNotContainKey("server");
    }
  }

  @Test
  void what_is_refused_before_it_is_looked_at_names_no_server() throws Exception {
    HttpResponse<String> answer = answer("GET", "/a%00b");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("Tomcat", "Exception", "\tat ");
  }

  private HttpResponse<String> answer(String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(10))
            .build(),
        BodyHandlers.ofString());
  }
}
