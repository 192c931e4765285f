package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.testservers.TestServers;

@OutageTest
class DatabaseOutageTest {
  /** Sooner than a client gives up; a connection is awaited for 2 s, behind at most one group. */
  private static final Duration QUICKLY = Duration.ofSeconds(12);

  @Autowired Api api;

  private final String type = Api.newType();
  private final String body = "{\"type\":\"%s\",\"data\":1}".formatted(type);
  private final String key = "key-" + UUID.randomUUID();

  @BeforeEach
  void stopDatabase() {
    TestServers.stoppable().postgres().stop();
  }

  @AfterEach
  void startDatabase() {
    TestServers.stoppable().postgres().start();
    awaitReady(200);
  }

  @Test
  void without_a_database_all_are_refused_with_503_and_a_retry_is_one_event() throws Exception {
    String batch = "{\"events\":[%s]}".formatted(body);
    String webhook = "{\"url\":\"http://a/\",\"eventTypes\":[\"*\"]}";
    List<Callable<Api.Answer>> requests = new ArrayList<>(Collections.nCopies(300, this::post));
    requests.add(() -> api.postWithKey(key, body));
    requests.add(() -> api.post("/events/batch", batch));
    requests.add(() -> api.post("/webhooks", webhook));
    requests.add(() -> api.get("/webhooks"));
    requests.add(() -> api.get("/events"));

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Api.Answer>> answers =
          requests.stream().map(request -> clients.submit(() -> refused(request))).toList();
      for (Future<Api.Answer> answer : answers) {
        answer.get();
      }
    }
    awaitReady(503);
    api.get("/actuator/health/liveness").is(200);
    startDatabase();

    assertThat(api.storedEvents(type)).as("stored though it was refused").isZero();
    Api.Answer first = api.postWithKey(key, body).is(202);
    Api.Answer second = api.postWithKey(key, body).is(202);
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(api.storedEvents(type)).isOne();
  }

  private Api.Answer post() {
    return api.post("/events", body);
  }

  private static Api.Answer refused(Callable<Api.Answer> request) throws Exception {
    long start = System.nanoTime();
    Api.Answer answer = request.call().isProblem(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICKLY);
    return answer;
  }

  private void awaitReady(int status) {
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(() -> api.get("/actuator/health/readiness").is(status));
  }
}
