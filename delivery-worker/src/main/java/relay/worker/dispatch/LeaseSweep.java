package relay.worker.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/** Takes back the claims of workers that died or were too slow. */
@Component
class LeaseSweep {
  private static final Logger log = LoggerFactory.getLogger(LeaseSweep.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 1_000;

  private final ClaimWriter claims;
  private final Counter expired;
  private final BackgroundLoop sweeping;

  LeaseSweep(ClaimWriter claims, MeterRegistry registry) {
    this.claims = claims;
    this.expired =
        Counter.builder("relay.leases.expired")
            .description("Claims that ended without a result and were taken back")
            .register(registry);
    this.sweeping = BackgroundLoop.start("lease-sweep", PAUSE, this::sweep);
  }

  private boolean sweep() {
    int lapsed = claims.takeBackLapsed(BATCH);
    if (lapsed > 0) {
      expired.increment(lapsed);
      log.atWarn().addKeyValue("claims", lapsed).log("Took back claims whose lease had ended");
    }
    return lapsed == BATCH;
  }

  @PreDestroy
  void close() {
    sweeping.close();
  }
}
