package relay.api.bulk;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/** Forgets bulk actions that have been done for long, some deliveries at a time. */
@Component
class BulkPurge {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int BATCH = 1_000;

  private static final String ITEMS =
      """
      DELETE FROM bulk_action_items
       WHERE (bulk_action_id, delivery_id) IN (
               SELECT i.bulk_action_id, i.delivery_id
                 FROM bulk_actions a
                 JOIN bulk_action_items i ON i.bulk_action_id = a.id
                WHERE a.done_at < now() - :retention::bigint * interval '1 second'
                LIMIT :batch
                  FOR UPDATE OF i SKIP LOCKED)
      """;

  private static final String ACTIONS =
      """
      DELETE FROM bulk_actions
       WHERE done_at < now() - :retention::bigint * interval '1 second'
         AND NOT EXISTS (SELECT FROM bulk_action_items WHERE bulk_action_id = bulk_actions.id)
      """;

  private final JdbcClient database;
  private final BackgroundLoop purging;

  BulkPurge(JdbcClient database) {
    this.database = database;
    this.purging = BackgroundLoop.start("bulk-purge", PAUSE, this::purge);
  }

  boolean purge() {
    int items =
        database
            .sql(ITEMS)
            .param("retention", RETENTION.toSeconds())
            .param("batch", BATCH)
            .update();
    if (items == BATCH) {
      return true;
    }
    database.sql(ACTIONS).param("retention", RETENTION.toSeconds()).update();
    return false;
  }

  @PreDestroy
  void close() {
    purging.close();
  }
}
