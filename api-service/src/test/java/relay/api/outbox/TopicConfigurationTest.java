package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import relay.api.retention.RetentionProperties;
import relay.settings.KafkaNames;

class TopicConfigurationTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withUserConfiguration(TopicConfiguration.class, Properties.class);

  @EnableConfigurationProperties({
    KafkaNames.class,
    TopicProperties.class,
    RetentionProperties.class
  })
  static class Properties {}

  @Test
  void an_upgrade_keeps_the_topic_and_the_group() {
    service.run(
        context -> {
          assertThat(context.getBean(KafkaNames.class))
              .isEqualTo(new KafkaNames("relay.events", "relay.delivery-worker"));
          NewTopic topic = context.getBean(NewTopic.class);
          assertThat(topic.name()).isEqualTo("relay.events");
          assertThat(topic.numPartitions()).isEqualTo(12);
          assertThat(topic.replicationFactor()).as("the brokers' default").isEqualTo((short) -1);
          assertThat(topic.configs())
              .isEqualTo(
                  Map.of(
                      "cleanup.policy", "delete",
                      "retention.ms", "43200000",
                      "segment.ms", "43200000"));
        });
  }

  @ParameterizedTest
  @CsvSource({"24h, 1d", "1h, 1d", "48h, 2d", "30d, 30d", "90001s, 2d"})
  void kafka_keeps_a_payload_no_longer_than_it_may_and_than_its_event_is_kept(
      String retention, String keep) {
    service
        .withPropertyValues("relay.kafka.retention=" + retention, "relay.retention.keep=" + keep)
        .run(
            context -> {
              Map<String, String> configs = context.getBean(NewTopic.class).configs();
              Duration kept =
                  Duration.ofMillis(
                      Long.parseLong(configs.get("retention.ms"))
                          + Long.parseLong(configs.get("segment.ms")));
              assertThat(kept)
                  .isLessThanOrEqualTo(context.getBean(TopicProperties.class).retention())
                  .isLessThanOrEqualTo(context.getBean(RetentionProperties.class).keep());
            });
  }

  @ParameterizedTest
  @CsvSource({"25h, 1d", "31d, 30d"})
  void the_service_does_not_start_where_payloads_would_outlive_their_events(
      String retention, String keep) {
    service
        .withPropertyValues("relay.kafka.retention=" + retention, "relay.retention.keep=" + keep)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining("relay.kafka.retention")
                    .hasMessageContaining("longer than relay.retention.keep"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
  void the_loss_of_one_broker_does_not_stop_publishing(String replicas, String minInSync) {
    service
        .withPropertyValues("relay.kafka.replicas=" + replicas)
        .run(
            context -> {
              NewTopic topic = context.getBean(NewTopic.class);
              assertThat(topic.replicationFactor()).isEqualTo(Short.parseShort(replicas));
              assertThat(topic.configs()).containsEntry("min.insync.replicas", minInSync);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.kafka.topic=with space",
        "relay.kafka.topic=..",
        "relay.kafka.topic=",
        "relay.kafka.group=a/b",
        "relay.kafka.partitions=0",
        "relay.kafka.partitions=1001",
        "relay.kafka.replicas=0",
        "relay.kafka.replicas=11",
        "relay.kafka.retention=59m"
      })
  void what_kafka_would_refuse_stops_the_start_with_the_name_of_the_setting(String setting) {
    service
        .withPropertyValues(setting)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining(setting.substring(0, setting.indexOf('=')))
                    .hasMessageContaining("has to be"));
  }
}
