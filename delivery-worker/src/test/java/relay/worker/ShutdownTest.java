package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.testservers.Receiver;
import relay.wire.EventRecord;

/** A worker of its own, with a database of its own: no other may take over what it leaves. */
class ShutdownTest {
  private static final String DATABASE = "stopping_worker";

  @Test
  void a_worker_that_stops_under_load_finishes_what_runs_and_gives_back_what_waits() {
    String type = Relay.newType();
    CountDownLatch answer = new CountDownLatch(1);
    try (Receiver receiver = Receiver.answering(200, answer);
        OtherWorker worker = OtherWorker.start(DATABASE, "relay.kafka.group=" + DATABASE)) {
      Relay relay = worker.relay();
      JdbcClient database = worker.database();
      relay.webhook(receiver.url(), type);
      relay.publish(
          Stream.generate(() -> relay.accept(type)).limit(20).toArray(EventRecord[]::new));
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 4);
      await().atMost(Relay.PATIENCE).until(() -> states(database).size() == 20);
      assertThat(states(database)).filteredOn("in_flight"::equals).hasSize(8);

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::close);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(
              () -> assertThat(states(database)).filteredOn("in_flight"::equals).hasSize(4));
      assertThat(stopped).isNotDone();
      answer.countDown();

      assertThat(stopped).succeedsWithin(Relay.PATIENCE);
      assertThat(states(database))
          .hasSize(20)
          .containsOnly("succeeded", "pending")
          .filteredOn("succeeded"::equals)
          .hasSize(4);
      assertThat(receiver.requests()).hasSize(4);
    }
  }

  private static List<String> states(JdbcClient database) {
    return database.sql("SELECT state FROM deliveries").query(String.class).list();
  }
}
