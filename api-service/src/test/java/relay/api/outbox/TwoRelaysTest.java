package relay.api.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.SecondService;
import relay.model.EventId;
import relay.settings.KafkaNames;
import relay.testservers.OwnDatabase;
import relay.testservers.TestKafka;
import relay.testservers.TestServers;
import tools.jackson.databind.json.JsonMapper;

/** Staging and production share one Kafka, and nothing else. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class TwoRelaysTest {
  private static final String DATABASE = "staging";

  @Autowired Api production;
  @Autowired KafkaNames names;

  private final KafkaNames staging =
      new KafkaNames("staging-" + UUID.randomUUID(), "staging-workers");
  private final TestKafka kafka = TestServers.kafka();
  private final String type = Api.newType();

  /**
   * Its topic was made by hand, with one replica, and keeps payloads as long as the broker says.
   */
  @Test
  void events_of_one_stay_out_of_the_topic_of_the_other_and_a_topic_that_was_there_is_used(
      CapturedOutput log) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(staging.topic(), 5, (short) 1))).all().get();
      try (SecondService service =
              SecondService.startOn(
                  OwnDatabase.make(DATABASE, List.of()).getJdbcUrl(),
                  "relay.kafka.topic=" + staging.topic(),
                  "relay.kafka.group=" + staging.group(),
                  "relay.kafka.partitions=3",
                  "relay.kafka.replicas=3",
                  "relay.kafka.retention=6h");
          Topic ofStaging = Topic.fromNow(kafka, staging);
          Topic ofProduction = Topic.fromNow(kafka, names)) {
        EventId there = post(service);
        ofStaging.awaitRecord(there);
        EventId here = production.event(type);
        ofProduction.awaitRecord(here);

        assertThat(ofProduction.has(there)).isFalse();
        assertThat(ofStaging.has(here)).isFalse();
        await()
            .atMost(Api.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(log)
                        .containsOnlyOnce("has 5 partitions, relay.kafka.partitions is 3")
                        .containsOnlyOnce(
                            "has 1 replicas of a partition, relay.kafka.replicas is 3")
                        .containsOnlyOnce(
                            "to match the settings topic=\"%s\"".formatted(staging.topic()))
                        .doesNotContain("does not delete payloads"));
        assertThat(
                new TopicDifferences(
                        staging, new TopicProperties(5, (short) 1, Duration.ofHours(6)))
                    .find(admin))
            .as("how long it keeps payloads was changed")
            .isEmpty();
        assertThat(minInSyncReplicas(admin)).as("more than there are stop nothing").isEqualTo("2");
      } finally {
        admin.deleteTopics(List.of(staging.topic())).all().get();
      }
    }
  }

  private String minInSyncReplicas(Admin admin) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, staging.topic());
    return requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic))
        .get("min.insync.replicas")
        .value();
  }

  private EventId post(SecondService service) throws Exception {
    HttpResponse<String> accepted =
        HttpClient.newHttpClient()
            .send(
                service
                    .request("/events")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"type\":\"%s\",\"data\":1}".formatted(type)))
                    .build(),
                BodyHandlers.ofString());
    assertThat(accepted.statusCode()).isEqualTo(202);
    return EventId.parse(new JsonMapper().readTree(accepted.body()).path("id").asString());
  }
}
