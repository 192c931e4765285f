package relay.api.retention;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/** Looks every minute whether there is something to make or to drop. */
@Component
class RetentionLoop {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final BackgroundLoop keeping;

  RetentionLoop(Retention retention) {
    this.keeping = BackgroundLoop.start("retention", PAUSE, retention::keep);
  }

  @PreDestroy
  void close() {
    keeping.close();
  }
}
