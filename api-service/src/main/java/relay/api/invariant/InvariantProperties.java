package relay.api.invariant;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the audit looks.
 *
 * @param every the pause between two audits, 1 s to 1 h
 * @param grace how old an event is before it is looked at, and how long a lapsed claim may wait to
 *     be taken back, 1 s to 1 h: more than the longest transaction and than clocks are apart
 */
@ConfigurationProperties("relay.invariant")
record InvariantProperties(@DefaultValue("1m") Duration every, @DefaultValue("2m") Duration grace) {

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofHours(1);

  InvariantProperties {
    require("relay.invariant.every", every);
    require("relay.invariant.grace", grace);
  }

  private static void require(String setting, Duration value) {
    if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(setting + " has to be 1s to 1h");
    }
  }
}
