package relay.api.overview;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.OutageTest;
import relay.testservers.TestServers;

@OutageTest
class KafkaDownTest {
  @Autowired Api api;

  @Test
  void kafka_that_is_down_is_told() {
    TestServers.stoppable().kafka().stop();
    try {
      await().atMost(Api.PATIENCE).until(() -> kafka().equals("down"));
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
