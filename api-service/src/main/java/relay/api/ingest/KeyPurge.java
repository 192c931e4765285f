package relay.api.ingest;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/** Forgets idempotency keys, some at a time, when nobody may count on them any longer. */
@Component
class KeyPurge {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  private static final String PURGE =
      """
      DELETE FROM idempotency_keys
       WHERE (tenant, key) IN (
                     SELECT tenant, key
                       FROM idempotency_keys
                      WHERE created_at < now() - :retention::bigint * interval '1 second'
                      LIMIT :batch
                        FOR UPDATE SKIP LOCKED)
      """;

  private final JdbcClient database;
  private final Duration retention;
  private final BackgroundLoop purging;

  KeyPurge(JdbcClient database, IngestProperties properties) {
    this.database = database;
    this.retention = properties.idempotencyRetention();
    this.purging = BackgroundLoop.start("idempotency-key-purge", PAUSE, this::purge);
  }

  boolean purge() {
    int purged =
        database
            .sql(PURGE)
            .param("retention", retention.toSeconds())
            .param("batch", BATCH)
            .update();
    return purged == BATCH;
  }

  @PreDestroy
  void close() {
    purging.close();
  }
}
