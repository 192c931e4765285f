package relay.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.api.access.Scope;
import relay.testservers.TestServers;

@OutageTest
class KeyOutageTest {
  private static final Duration QUICKLY = Duration.ofSeconds(12);

  @Autowired Api api;

  /** They wait for one answer together, and not for one after another. */
  @Test
  void without_a_database_nobody_knows_a_key_and_all_are_told_so_soon() throws Exception {
    String key = api.key(Scope.READ).text("key");
    TestServers.stoppable().postgres().stop();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      await().atMost(Api.PATIENCE).until(() -> status(key) == 503);
      long start = System.nanoTime();
      List<Future<Integer>> answers = new ArrayList<>();
      for (int n = 0; n < 100; n++) {
        answers.add(clients.submit(() -> status(key)));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(503);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICKLY);
    } finally {
      TestServers.stoppable().postgres().start();
      await()
          .atMost(Api.PATIENCE)
          .untilAsserted(() -> api.get("/actuator/health/readiness").is(200));
    }
    await().atMost(Api.PATIENCE).until(() -> status(key) == 200);
  }

  private int status(String key) {
    return api.send(Api.withKey(key, api.request("/events"))).status();
  }
}
