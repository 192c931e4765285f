package relay.api.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the relay knows what it was sent.
 *
 * @param idempotencyRetention how long an idempotency key is remembered, 24 h to 365 d
 */
@ConfigurationProperties("relay.ingest")
record IngestProperties(@DefaultValue("48h") Duration idempotencyRetention) {
  private static final Duration MIN = Duration.ofHours(24);
  private static final Duration MAX = Duration.ofDays(365);

  IngestProperties {
    if (idempotencyRetention.compareTo(MIN) < 0 || idempotencyRetention.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "relay.ingest.idempotency-retention has to be 24h to 365d");
    }
  }
}
