package relay.api.secrets;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Removes the secret before a rotation when its time is over, so that the database does not keep
 * what nobody may use. It is not what ends it: the workers know until when it is valid.
 */
@Component
class ExpiredSecrets {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final BackgroundLoop removing;

  ExpiredSecrets(SecretRows rows) {
    this.removing =
        BackgroundLoop.start(
            "expired-secrets",
            PAUSE,
            () -> {
              rows.removeExpired();
              return false;
            });
  }

  @PreDestroy
  void close() {
    removing.close();
  }
}
