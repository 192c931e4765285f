package relay.worker.dispatch;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Cancels what waits for a deleted webhook, so that it ends visibly, and drops its lane. A sweep
 * rather than part of the deletion, because a worker that had not heard of it yet may still have
 * added some.
 */
@Component
class DeletedWebhookSweep {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;

  private final ClaimWriter claims;
  private final Lanes lanes;
  private final BackgroundLoop sweeping;

  DeletedWebhookSweep(ClaimWriter claims, Lanes lanes) {
    this.claims = claims;
    this.lanes = lanes;
    this.sweeping = BackgroundLoop.start("deleted-webhook-sweep", PAUSE, this::sweep);
  }

  private boolean sweep() {
    lanes.forgetDeleted();
    return claims.cancelForDeletedWebhooks(BATCH) >= BATCH;
  }

  @PreDestroy
  void close() {
    sweeping.close();
  }
}
