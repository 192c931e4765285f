package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import java.util.List;
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
  void the_headers_of_each_answer_are_kept_and_where_none_came_there_are_none() {
    String type = Relay.newType();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              if (number == 1) {
                return;
              }
              Headers headers = exchange.getResponseHeaders();
              headers.put("X-Trace", List.of("\"a\"", "\\", "{c,d}"));
              headers.put("Set-Cookie", List.of("id=s3cret"));
              headers.put("X-Long", List.of("x".repeat(9_000)));
              exchange.sendResponseHeaders(200, -1);
            })) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);
      relay.awaitStates(event, "succeeded");

      List<Relay.LogRow> log = relay.log(event);
      assertThat(log.getFirst().responseHeaders()).isNull();
      assertThat(log.getLast().responseHeaders())
          .contains(
              "[\"X-trace\", \"\\\"a\\\"\"], [\"X-trace\", \"\\\\\"], [\"X-trace\", \"{c,d}\"]")
          .contains("[\"Set-cookie\", \"REDACTED\"]");
      assertThat(log).extracting(Relay.LogRow::headersLeftOut).containsExactly(0, 1);
    }
  }

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
