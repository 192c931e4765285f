package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.worker.Relay;
import relay.worker.WorkerTest;
import relay.worker.attempt.Claims;

@WorkerTest
class RecorderTest {
  private static final int ENOUGH = 100;

  @Autowired Relay relay;
  @Autowired ResultWriter writer;
  @Autowired MeterRegistry registry;

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
    try (Receiver receiver = Receiver.answering(200, answer)) {
      relay.webhook(receiver.url(), type);
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);

      TestServers.stoppable().postgres().stop();
      try {
        answer.countDown();
        await().atMost(Relay.PATIENCE).until(() -> oldestAge() >= 1);
      } finally {
        TestServers.stoppable().postgres().start();
      }

      relay.awaitStates(event, "succeeded");
      assertThat(receiver.requests()).hasSize(1);
      await().atMost(Relay.PATIENCE).until(() -> oldestAge() == 0);
    }
  }

  @Test
  void the_next_of_an_ordering_key_does_not_wait_for_a_batch() {
    withBatchesFarApart(
        batches -> {
          for (int n = 0; n < 5; n++) {
            awaitSettled(batches, 1, true);
          }
        });
  }

  @Test
  void a_hundred_results_do_not_wait_for_more() {
    withBatchesFarApart(
        batches -> {
          awaitSettled(batches, 1, false);
          awaitSettled(batches, ENOUGH, false);
          awaitSettled(batches, ENOUGH, false);
        });
  }

  private void withBatchesFarApart(Consumer<Recorder> task) {
    Recorder batches = new Recorder(writer, new SimpleMeterRegistry(), Duration.ofMinutes(10));
    try {
      task.accept(batches);
    } finally {
      batches.close();
    }
  }

  private double oldestAge() {
    return registry.get("relay.results.oldest.age").gauge().value();
  }

  /** The deliveries are not there, so that to give them back changes nothing. */
  private static void awaitSettled(Recorder recorder, int claims, boolean ordered) {
    CountDownLatch settled = new CountDownLatch(claims);
    for (int claim = 0; claim < claims; claim++) {
      recorder.released(Claims.claim(ordered), settled::countDown);
    }
    try {
      assertThat(settled.await(Relay.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }
}
