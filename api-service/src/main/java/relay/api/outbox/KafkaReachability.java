package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.wire.EventRecord;

/** Whether Kafka answers and has the topic of events, asked every few seconds. Thread-safe. */
@Component
public class KafkaReachability {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** What the last question came to. */
  public enum State {
    REACHABLE,
    UNREACHABLE,
    UNKNOWN
  }

  private final KafkaAdmin admin;
  private final BackgroundLoop asking;
  private volatile State state = State.UNKNOWN;

  KafkaReachability(KafkaAdmin admin) {
    this.admin = admin;
    this.asking = BackgroundLoop.start("kafka-reachability", PAUSE, this::ask);
  }

  /** The answer of some seconds ago at most. */
  public State state() {
    return state;
  }

  /** That Kafka is down is no fault of this loop, and shown already. */
  private boolean ask() {
    try {
      state =
          admin.describeTopics(EventRecord.TOPIC).containsKey(EventRecord.TOPIC)
              ? State.REACHABLE
              : State.UNREACHABLE;
    } catch (RuntimeException down) {
      state = State.UNREACHABLE;
    }
    return false;
  }

  @PreDestroy
  void close() {
    asking.close();
  }
}
