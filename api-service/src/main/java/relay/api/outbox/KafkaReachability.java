package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.settings.KafkaNames;

/** Whether Kafka answers and has the topic of events, asked every few seconds. Thread-safe. */
@Component
public class KafkaReachability {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

  /** One slow answer is no outage. */
  private static final int FAILURES_OF_AN_OUTAGE = 3;

  /** What the last questions came to. */
  public sealed interface State {
    /** It answered. */
    record Reachable() implements State {}

    /** The last question failed, and not yet so many that Kafka is down. */
    record Slow() implements State {}

    /**
     * Some questions in a row failed.
     *
     * @param since when the first of them did
     */
    record Unreachable(Instant since) implements State {}

    /** It has not been asked yet. */
    record Unknown() implements State {}
  }

  private final KafkaAdmin admin;
  private final KafkaNames names;
  private final BackgroundLoop asking;
  private final Clock clock = Clock.systemUTC();
  private int failures;
  private Instant firstFailure = Instant.EPOCH;
  private volatile State state = new State.Unknown();

  KafkaReachability(KafkaAdmin admin, KafkaNames names) {
    this.admin = admin;
    this.names = names;
    this.asking = BackgroundLoop.start("kafka-reachability", PAUSE, this::ask);
  }

  /** The answer of some seconds ago at most. */
  public State state() {
    return state;
  }

  private boolean ask() throws InterruptedException {
    if (answers()) {
      failures = 0;
      state = new State.Reachable();
    } else {
      if (failures == 0) {
        firstFailure = clock.instant();
      }
      failures++;
      state =
          failures < FAILURES_OF_AN_OUTAGE ? new State.Slow() : new State.Unreachable(firstFailure);
    }
    return false;
  }

  /** That it does not is no fault of this loop, and shown already. */
  private boolean answers() throws InterruptedException {
    try (BriefAdmin client = BriefAdmin.of(admin)) {
      return client
          .admin()
          .describeTopics(List.of(names.topic()))
          .allTopicNames()
          .get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .containsKey(names.topic());
    } catch (ExecutionException | TimeoutException | KafkaException down) {
      // The last where the name of the broker has no address.
      return false;
    }
  }

  @PreDestroy
  void close() {
    asking.close();
  }
}
