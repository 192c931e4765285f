package relay.api.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.stereotype.Component;
import relay.settings.KafkaNames;

/** What is not with the topic as the settings say: sentences that end with what to do. */
@Component
class TopicDifferences {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

  private final String topic;
  private final TopicProperties wanted;

  TopicDifferences(KafkaNames names, TopicProperties wanted) {
    this.topic = names.topic();
    this.wanted = wanted;
  }

  List<String> find(Admin kafka) throws InterruptedException, ExecutionException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    TopicDescription found = answer(kafka.describeTopics(List.of(topic)).allTopicNames(), topic);
    Config config = answer(kafka.describeConfigs(List.of(resource)).all(), resource);
    return Stream.of(partitions(found), replicas(found), retention(config))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> partitions(TopicDescription found) {
    int partitions = found.partitions().size();
    if (partitions == wanted.partitions()) {
      return Optional.empty();
    }
    String difference =
        "The topic %s has %d partitions, relay.kafka.partitions is %d: "
            .formatted(topic, partitions, wanted.partitions());
    return Optional.of(
        partitions > wanted.partitions()
            ? difference + "Kafka removes none, set relay.kafka.partitions to " + partitions
            : difference
                + "run kafka-topics.sh --alter --topic %s --partitions %d"
                    .formatted(topic, wanted.partitions()));
  }

  private Optional<String> replicas(TopicDescription found) {
    Short replicas = wanted.replicas();
    return found.partitions().stream()
        .map(partition -> partition.replicas().size())
        .filter(copies -> replicas != null && copies != replicas.intValue())
        .findFirst()
        .map(
            copies ->
                ("The topic %s has %d replicas of a partition, relay.kafka.replicas is %d: run"
                        + " kafka-reassign-partitions.sh, since the relay moves none, or set"
                        + " relay.kafka.replicas to %2$d")
                    .formatted(topic, copies, replicas));
  }

  private Optional<String> retention(Config found) {
    String half = Long.toString(wanted.halfRetentionMillis());
    boolean same =
        Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, half,
                TopicConfig.SEGMENT_MS_CONFIG, half)
            .entrySet()
            .stream()
            .allMatch(setting -> setting.getValue().equals(found.get(setting.getKey()).value()));
    return same
        ? Optional.empty()
        : Optional.of(
            ("The topic %s does not delete payloads after relay.kafka.retention: run"
                    + " kafka-configs.sh --alter --entity-type topics --entity-name %1$s"
                    + " --add-config cleanup.policy=delete,retention.ms=%2$s,segment.ms=%2$s")
                .formatted(topic, half));
  }

  private static <K, V> V answer(KafkaFuture<Map<K, V>> asked, K about)
      throws InterruptedException, ExecutionException, TimeoutException {
    return requireNonNull(asked.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS).get(about));
  }
}
