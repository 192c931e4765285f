package relay.api.people;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are logged in.
 *
 * @param idleTimeout how long a session lasts without a call; 1 minute to 30 days
 * @param maximumAge how long it lasts at most; from {@code idleTimeout} to 90 days
 * @param loginsPerMinute how many logins of one address may fail in a minute; 1 to 10,000
 */
@ConfigurationProperties("relay.session")
record SessionProperties(
    @DefaultValue("8h") Duration idleTimeout,
    @DefaultValue("7d") Duration maximumAge,
    @DefaultValue("20") int loginsPerMinute) {

  SessionProperties {
    require(
        idleTimeout.compareTo(Duration.ofMinutes(1)) >= 0
            && idleTimeout.compareTo(Duration.ofDays(30)) <= 0,
        "relay.session.idle-timeout has to be from 1m to 30d");
    require(
        maximumAge.compareTo(idleTimeout) >= 0 && maximumAge.compareTo(Duration.ofDays(90)) <= 0,
        "relay.session.maximum-age has to be from relay.session.idle-timeout to 90d");
    require(
        loginsPerMinute >= 1 && loginsPerMinute <= 10_000,
        "relay.session.logins-per-minute has to be from 1 to 10000");
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
