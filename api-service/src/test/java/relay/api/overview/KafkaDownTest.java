package relay.api.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.testservers.TestServers;

@OutageTest
class KafkaDownTest {
  @Autowired Api api;

  /** One slow answer is no outage: events go on meanwhile. */
  @Test
  void kafka_that_does_not_answer_is_slow_at_first_and_then_down() {
    await().atMost(Api.PATIENCE).until(() -> kafka().equals("up"));
    TestServers.stoppable().kafka().stop();
    List<String> states = new ArrayList<>();
    try {
      await()
          .atMost(Api.PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                states.add(kafka());
                return states.getLast().equals("down");
              });
      assertThat(states).contains("degraded");
    } finally {
      TestServers.stoppable().kafka().start();
    }

    await().atMost(Api.PATIENCE).until(() -> kafka().equals("up"));
  }

  private String kafka() {
    return api.get("/overview?range=1h")
        .is(200)
        .json()
        .path("health")
        .path("kafka")
        .path("state")
        .asString();
  }
}
