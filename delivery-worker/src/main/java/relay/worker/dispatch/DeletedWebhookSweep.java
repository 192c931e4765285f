package relay.worker.dispatch;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Cancels what waits for a deleted webhook, so that it ends visibly. A sweep rather than part of
 * the deletion, because a worker that had not heard of it yet may still have added some.
 */
@Component
class DeletedWebhookSweep {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;

  private final BackgroundLoop sweeping;

  DeletedWebhookSweep(ClaimWriter claims) {
    this.sweeping =
        BackgroundLoop.start(
            "deleted-webhook-sweep", PAUSE, () -> claims.cancelForDeletedWebhooks(BATCH) >= BATCH);
  }

  @PreDestroy
  void close() {
    sweeping.close();
  }
}
