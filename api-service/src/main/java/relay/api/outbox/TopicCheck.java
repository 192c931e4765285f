package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.settings.KafkaNames;

/**
 * Creates the topic if it does not exist, changes it to match the settings, and logs once what
 * Kafka cannot change, or does not let the relay change.
 */
@Component
class TopicCheck {
  private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final KafkaAdmin admin;
  private final TopicDifferences differences;
  private final KafkaNames names;
  private final BackgroundLoop checking;
  private List<String> logged = List.of();
  private boolean missing;

  @Autowired
  TopicCheck(KafkaAdmin admin, TopicDifferences differences, KafkaNames names) {
    this(admin, differences, names, PAUSE);
  }

  TopicCheck(KafkaAdmin admin, TopicDifferences differences, KafkaNames names, Duration pause) {
    this.admin = admin;
    this.differences = differences;
    this.names = names;
    this.checking = BackgroundLoop.start("topic-check", pause, this::check);
  }

  private boolean check() throws InterruptedException {
    try (BriefAdmin kafka = BriefAdmin.of(admin)) {
      List<String> found = differences.find(kafka.admin());
      missing = false;
      if (!logged.containsAll(found)) {
        admin.initialize();
        List<String> left = differences.find(kafka.admin());
        if (!left.containsAll(found)) {
          // Two services with different settings would otherwise undo each other's changes unseen.
          log.atInfo()
              .addKeyValue("topic", names.topic())
              .log("Changed the topic to match the settings");
        }
        found = left;
      }
      warnOnce(found);
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        create();
      } else {
        // That Kafka is away is for KafkaReachability to say.
        log.atDebug().setCause(failure).log("The topic cannot be compared with the settings");
      }
    }
    return false;
  }

  /**
   * Kafka was away when the service started, or somebody has deleted the topic. Brokers learn of a
   * new topic one after the other, so only the next check tells whether that has worked.
   */
  private void create() {
    if (missing) {
      warnOnce(
          List.of(
              "The topic %s does not exist and the relay cannot create it: create it, or let the relay (Create on topics)"
                  .formatted(names.topic())));
    }
    missing = true;
    admin.initialize();
  }

  private void warnOnce(List<String> found) {
    found.stream().filter(difference -> !logged.contains(difference)).forEach(log::warn);
    logged = found;
  }

  @PreDestroy
  void close() {
    checking.close();
  }
}
