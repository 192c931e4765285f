package relay.worker.presence;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Says every few seconds that this worker runs. Nothing depends on it but what operators see: whose
 * claims are whose is for tokens and leases to tell.
 */
@Component
class Presence {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private static final String SHOW =
      """
      INSERT INTO workers (id, started_at, seen_at)
      VALUES (?, now(), now())
      ON CONFLICT (id) DO UPDATE SET seen_at = now()
      """;

  /** Those that were killed could not take their rows away. */
  private static final String FORGET_THE_DEAD =
      "DELETE FROM workers WHERE seen_at < now() - interval '1 hour'";

  private static final String LEAVE = "DELETE FROM workers WHERE id = ?";

  private final JdbcClient database;
  private final UUID id = UUID.randomUUID();
  private final BackgroundLoop showing;

  Presence(JdbcClient database) {
    this.database = database;
    this.showing = BackgroundLoop.start("presence", PAUSE, this::show);
  }

  private boolean show() {
    database.sql(SHOW).param(id).update();
    database.sql(FORGET_THE_DEAD).update();
    return false;
  }

  @PreDestroy
  void leave() {
    showing.close();
    database.sql(LEAVE).param(id).update();
  }
}
