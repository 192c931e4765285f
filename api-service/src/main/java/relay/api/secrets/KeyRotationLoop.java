package relay.api.secrets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.secrets.SecretCipher;

/**
 * Rotates at the start, and again now and then: while a new version or a new first key is rolled
 * out, an api-service that does not have it yet still stores secrets in its own way. The gauge is
 * NaN while it cannot be read, because an old figure would look like news.
 */
@Component
class KeyRotationLoop {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final KeyRotation rotation;
  private final BackgroundLoop rotating;
  private volatile double left = Double.NaN;

  KeyRotationLoop(SecretRows rows, SecretCipher cipher, MeterRegistry registry) {
    this.rotation = new KeyRotation(rows, cipher);
    Gauge.builder("relay.secrets.outdated", this, loop -> loop.left)
        .description(
            "Webhooks with a secret or secret header that is not encrypted with the first key")
        .register(registry);
    this.rotating = BackgroundLoop.start("key-rotation", PAUSE, this::rotate);
  }

  private boolean rotate() {
    try {
      boolean more = rotation.rotate();
      if (!more) {
        left = rotation.left();
      }
      return more;
    } catch (RuntimeException unreadable) {
      left = Double.NaN;
      throw unreadable;
    }
  }

  @PreDestroy
  void close() {
    rotating.close();
  }
}
