package relay.api.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.settings.KafkaNames;

/**
 * Changes the topic to what the settings say, and logs once what Kafka cannot change, or does not
 * let the relay change.
 */
@Component
class TopicCheck {
  private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final String MISSING =
      "The topic is not there and Kafka does not let the relay make it: make it, or allow CREATE";

  private final KafkaAdmin admin;
  private final TopicDifferences differences;
  private final KafkaNames names;
  private final BackgroundLoop checking;
  private List<String> logged = List.of();

  TopicCheck(KafkaAdmin admin, TopicDifferences differences, KafkaNames names) {
    this.admin = admin;
    this.differences = differences;
    this.names = names;
    this.checking = BackgroundLoop.start("topic-check", PAUSE, this::check);
  }

  private boolean check() throws InterruptedException {
    try (BriefAdmin kafka = BriefAdmin.of(admin)) {
      List<String> found = found(kafka.admin());
      if (!logged.containsAll(found) || found.contains(MISSING)) {
        // Kafka may have been away when the service started.
        admin.initialize();
        List<String> left = found(kafka.admin());
        if (!left.containsAll(found)) {
          // Two services with different settings would else undo each other's changes unseen.
          log.atInfo()
              .addKeyValue("topic", names.topic())
              .log("The topic was made, or changed to what the settings say");
        }
        found = left;
      }
      found.stream().filter(difference -> !logged.contains(difference)).forEach(log::warn);
      logged = found;
    } catch (ExecutionException | TimeoutException | KafkaException unknown) {
      // That Kafka is away is for KafkaReachability to say.
      log.atDebug().setCause(unknown).log("The topic cannot be compared with the settings");
    }
    return false;
  }

  private List<String> found(Admin kafka)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return differences.find(kafka);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of(MISSING);
      }
      throw failure;
    }
  }

  @PreDestroy
  void close() {
    checking.close();
  }
}
