package relay.api.arrival;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests may arrive; Tomcat's own settings have the rest.
 *
 * @param within how long a request may take from its first byte to the last of its body, 1 s to 10
 *     min
 */
@ConfigurationProperties("relay.arrival")
record ArrivalProperties(@DefaultValue("30s") Duration within) {
  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofMinutes(10);

  ArrivalProperties {
    if (within.compareTo(MIN) < 0 || within.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("relay.arrival.within has to be 1s to 10m");
    }
  }
}
