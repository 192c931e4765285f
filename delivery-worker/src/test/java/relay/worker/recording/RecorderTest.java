package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class RecorderTest {
  @Autowired Relay relay;

  @Test
  void a_result_waits_in_memory_while_the_database_is_down() {
    String type = Relay.newType();
    CountDownLatch answer = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              answer.await();
              exchange.sendResponseHeaders(200, -1);
            })) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);

      TestServers.postgres().stop();
      answer.countDown();
      TestServers.postgres().start();

      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests()).hasSize(1);
    }
  }
}
