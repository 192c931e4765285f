package relay.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import relay.api.Api;
import relay.api.ApiTest;
import relay.testservers.Nginx;

/** The stream through a proxy that nobody has told of it. */
@ApiTest
@Tag("slow")
class ReverseProxyTest {
  @LocalServerPort int port;
  @TempDir Path folder;

  @Test
  void nginx_holds_nothing_of_the_stream_back() throws Exception {
    assumeTrue(Nginx.isInstalled());
    HttpClient http = HttpClient.newHttpClient();
    try (Nginx nginx = Nginx.before(URI.create("http://127.0.0.1:" + port), folder)) {
      HttpRequest request =
          HttpRequest.newBuilder(nginx.url().resolve("/stream"))
              .header("Authorization", "Bearer " + Api.KEY)
              .build();

      CompletableFuture<String> first =
          http.sendAsync(request, BodyHandlers.ofInputStream())
              .thenApply(
                  answer ->
                      new BufferedReader(
                              new InputStreamReader(answer.body(), StandardCharsets.UTF_8))
                          .lines()
                          .filter(line -> line.startsWith("data: "))
                          .findFirst()
                          .orElse("nothing"));

      assertThat(first).succeedsWithin(Api.PATIENCE).asString().contains("\"counts\"");
    } finally {
      http.shutdownNow();
    }
  }
}
