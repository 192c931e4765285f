package relay.settings;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Names in Kafka. Two relays can share one Kafka if neither name is the same.
 *
 * @param topic the topic of accepted events
 * @param group the consumer group of the workers
 */
@ConfigurationProperties("relay.kafka")
public record KafkaNames(
    @DefaultValue("relay.events") String topic,
    @DefaultValue("relay.delivery-worker") String group) {

  /** What Kafka allows for a topic; more is allowed for a group. */
  private static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  /** Checks that Kafka takes them. */
  public KafkaNames {
    check("relay.kafka.topic", topic);
    check("relay.kafka.group", group);
  }

  private static void check(String setting, String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          setting + " has to be 1 to 249 letters, digits, '.', '_' and '-', not '.' or '..'");
    }
  }
}
