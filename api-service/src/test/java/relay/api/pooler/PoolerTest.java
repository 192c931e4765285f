package relay.api.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import relay.api.Api;
import relay.api.SecondService;
import relay.testservers.OwnDatabase;
import relay.testservers.PgBouncer;
import relay.testservers.TestServers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Behind a pooler each transaction may be in another session. Alone, as contexts that start are.
 */
@Tag("slow")
@Isolated
class PoolerTest {
  private static final String DATABASE = "pooled";
  private static final int CALLERS = 8;
  private static final int EVENTS_EACH = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String type = Api.newType();

  @Test
  void the_service_migrates_accepts_and_reads_through_pgbouncer_and_leaves_nothing_in_its_sessions()
      throws Exception {
    Path program =
        PgBouncer.installed()
            .orElseGet(() -> abort("PgBouncer is not installed: apt-get install pgbouncer"));
    OwnDatabase.make(DATABASE, List.of());
    try (PgBouncer pooler = PgBouncer.start(program, TestServers.postgres());
        SecondService service =
            SecondService.startOn(pooler.url(DATABASE), "relay.kafka.topic=" + DATABASE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> callers =
          threads.invokeAll(
              Stream.generate(() -> (Callable<Void>) () -> call(service)).limit(CALLERS).toList());

      for (Future<Void> caller : callers) {
        assertThat(caller).succeedsWithin(Api.PATIENCE);
      }
      assertThat(pooler.leftInSessions(DATABASE)).isEmpty();
    }
  }

  private Void call(SecondService service) throws IOException, InterruptedException {
    for (int i = 0; i < EVENTS_EACH; i++) {
      JsonNode accepted =
          send(
              service
                  .request("/events")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"type\":\"%s\",\"data\":1}".formatted(type))),
              202);
      send(service.request("/events/" + accepted.path("id").asString()), 200);
      send(service.request("/deliveries?state=pending"), 200);
      send(service.request("/overview"), 200);
    }
    return null;
  }

  private JsonNode send(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
