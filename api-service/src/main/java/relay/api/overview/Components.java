package relay.api.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.outbox.KafkaReachability;
import relay.api.outbox.KafkaReachability.State;
import relay.api.outbox.OutboxLevel;

/** Judges the parts of the relay. Thread-safe. */
@Component
class Components {
  /** A worker says that it runs every 3 s. */
  private static final String WORKERS =
      "SELECT count(*) FROM workers WHERE seen_at > now() - interval '12 seconds'";

  private static final String DURABLE =
      "SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'";

  private static final Duration LATE = Duration.ofSeconds(30);

  private final JdbcClient database;
  private final KafkaReachability kafka;
  private final Clock clock = Clock.systemUTC();

  Components(JdbcClient database, KafkaReachability kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /** Of each part, how it is doing. */
  record Health(
      ComponentHealth postgresql,
      ComponentHealth kafka,
      ComponentHealth worker,
      ComponentHealth outbox) {}

  /** Judges now; an answer at all means that PostgreSQL serves. */
  Health health(OutboxLevel.Level outbox) {
    return new Health(postgresql(), kafka(), worker(), outbox(outbox));
  }

  private ComponentHealth postgresql() {
    return database.sql(DURABLE).query(Boolean.class).single()
        ? ComponentHealth.up("It answers, and flushes each commit to its disk.")
        : ComponentHealth.degraded(
            "It runs without fsync or synchronous_commit: a crash loses accepted events. Switch"
                + " both on.");
  }

  private ComponentHealth kafka() {
    return switch (kafka.state()) {
      case State.Reachable _ -> ComponentHealth.up("It answers and has the topic of events.");
      case State.Slow _ ->
          ComponentHealth.degraded("It has not answered within 3 s. It is asked again.");
      case State.Unreachable(Instant since) ->
          ComponentHealth.down(
              "It has not answered since %s, or lacks the topic of events. Events are accepted and wait in the outbox: start Kafka, and they go on."
                  .formatted(since.truncatedTo(ChronoUnit.SECONDS)));
      case State.Unknown _ -> ComponentHealth.unknown("It has not been asked yet.");
    };
  }

  private ComponentHealth worker() {
    long running = database.sql(WORKERS).query(Long.class).single();
    return running > 0
        ? ComponentHealth.up(running == 1 ? "One runs." : running + " run.")
        : ComponentHealth.down("None has said for 12 s that it runs: start a delivery-worker.");
  }

  private ComponentHealth outbox(OutboxLevel.Level outbox) {
    if (outbox.oldest() == null) {
      return ComponentHealth.up("Nothing waits.");
    }
    Duration age = Duration.between(outbox.oldest().createdAt(), clock.instant());
    return age.compareTo(LATE) < 0
        ? ComponentHealth.up("What waits is younger than 30 s.")
        : ComponentHealth.degraded(
            "An event has waited for %d s: are Kafka and a delivery-worker running?"
                .formatted(age.toSeconds()));
  }
}
