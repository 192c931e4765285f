package relay.worker.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.EventId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;
import relay.worker.OtherWorker;
import relay.worker.Relay;
import relay.worker.WorkerTest;

/** Staging and production share one Kafka, and nothing else. */
@WorkerTest
class TwoRelaysTest {
  private static final int PARTITIONS = 4;

  @Autowired Relay production;

  private final String type = Relay.newType();

  /** Of a group that both were in, each would read half of the partitions, and lose the events. */
  @Test
  void each_delivers_all_events_of_its_own_and_none_of_the_other() throws SQLException {
    String name = "staging-" + UUID.randomUUID();
    try (Receiver ofProduction = Receiver.answering(200);
        Receiver ofStaging = Receiver.answering(200);
        OtherWorker other =
            OtherWorker.start(
                "two_relays", "relay.kafka.topic=" + name, "relay.kafka.group=" + name)) {
      Relay staging = other.relay();
      production.webhook(ofProduction.url(), type);
      staging.webhook(ofStaging.url(), type);
      List<EventId> here = publishToEachPartition(production);
      List<EventId> there = publishToEachPartition(staging);

      here.forEach(event -> production.awaitStates(event, "succeeded"));
      there.forEach(event -> staging.awaitStates(event, "succeeded"));
      assertThat(ofProduction.requests()).hasSize(PARTITIONS);
      assertThat(ofStaging.requests()).hasSize(PARTITIONS);
    }
  }

  private List<EventId> publishToEachPartition(Relay relay) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(
            partition -> {
              EventRecord event = relay.accept(type);
              relay.publishTo(partition, event);
              return event.id();
            })
        .toList();
  }
}
