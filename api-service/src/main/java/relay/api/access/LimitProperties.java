package relay.api.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for.
 *
 * @param requestsPerSecond of one key or person at one api-service, 1 to 1,000,000
 */
@ConfigurationProperties("relay.limits")
record LimitProperties(@DefaultValue("20000") int requestsPerSecond) {
  private static final int MAX = 1_000_000;

  LimitProperties {
    if (requestsPerSecond < 1 || requestsPerSecond > MAX) {
      throw new IllegalArgumentException("relay.limits.requests-per-second has to be 1 to 1000000");
    }
  }
}
