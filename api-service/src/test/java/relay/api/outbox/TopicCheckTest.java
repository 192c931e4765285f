package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;
import relay.api.Api;
import relay.settings.KafkaNames;
import relay.testservers.TestServers;

/** A topic that does not exist while the service runs. */
@ExtendWith(OutputCaptureExtension.class)
class TopicCheckTest {
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());

  private final KafkaNames names = new KafkaNames("missing-" + UUID.randomUUID(), "nobody");
  private final GenericApplicationContext topics = new GenericApplicationContext();
  private final Admin kafka = Admin.create(KAFKA);

  @AfterEach
  void close() {
    kafka.close();
    topics.close();
  }

  @Test
  void it_is_created() throws Exception {
    topics.registerBean(NewTopic.class, () -> new NewTopic(names.topic(), 3, (short) 1));
    TopicCheck check = start(Duration.ofHours(1));
    try {
      await()
          .atMost(Api.PATIENCE)
          .until(() -> kafka.listTopics().names().get().contains(names.topic()));
    } finally {
      check.close();
      kafka.deleteTopics(List.of(names.topic())).all().get();
    }
  }

  /** As where the relay lacks the permission: here it does not know what to create. */
  @Test
  void if_it_cannot_be_created_that_is_logged_once(CapturedOutput log) {
    String warning = "The topic %s does not exist and the relay cannot".formatted(names.topic());
    TopicCheck check = start(Duration.ofMillis(50));
    try {
      await().atMost(Api.PATIENCE).untilAsserted(() -> assertThat(log).contains(warning));
    } finally {
      check.close();
    }
    assertThat(log).containsOnlyOnce(warning);
  }

  private TopicCheck start(Duration pause) {
    topics.refresh();
    KafkaAdmin admin = new KafkaAdmin(KAFKA);
    admin.setApplicationContext(topics);
    TopicProperties wanted = new TopicProperties(3, (short) 1, Duration.ofDays(7));
    return new TopicCheck(admin, new TopicDifferences(names, wanted), names, pause);
  }
}
