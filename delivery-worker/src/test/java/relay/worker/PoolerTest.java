package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relay.testservers.PgBouncer;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.wire.EventRecord;

/** Behind a pooler each transaction may be in another session. */
@Tag("slow")
class PoolerTest {
  private static final String DATABASE = "pooled_worker";
  private static final int EVENTS = 50;

  private final String type = Relay.newType();

  @Test
  void the_worker_delivers_through_pgbouncer_and_leaves_nothing_in_its_sessions() throws Exception {
    Path program =
        PgBouncer.installed()
            .orElseGet(() -> abort("PgBouncer is not installed: apt-get install pgbouncer"));
    try (PgBouncer pooler = PgBouncer.start(program, TestServers.stoppable().postgres());
        Receiver receiver = Receiver.answering(200);
        OtherWorker worker =
            OtherWorker.startBehind(
                pooler.url(DATABASE),
                DATABASE,
                "relay.kafka.topic=" + DATABASE,
                "relay.kafka.group=" + DATABASE)) {
      Relay relay = worker.relay();
      relay.webhook(receiver.url(), type);
      EventRecord[] events =
          Stream.generate(() -> relay.accept(type)).limit(EVENTS).toArray(EventRecord[]::new);

      relay.publish(events);

      for (EventRecord event : events) {
        relay.awaitStates(event.id(), "succeeded");
      }
      assertThat(receiver.requests()).hasSize(EVENTS);
      assertThat(pooler.leftInSessions(DATABASE)).isEmpty();
    }
  }
}
