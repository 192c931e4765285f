package relay.worker.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.WebhookId;
import relay.worker.subscriptions.Webhook;

/** The table {@code webhook_rests}. Times are by the clock of the database. Thread-safe. */
@Component
class RestStore {
  /**
   * A longer rest that another worker was asked for holds. An endpoint that the webhook has no more
   * asks for nothing.
   */
  private static final String BEGIN =
      """
      INSERT INTO webhook_rests AS r (webhook_id, until)
      SELECT id, now() + ? * interval '1 millisecond'
        FROM webhooks
       WHERE id = ?
         AND url = ?
      ON CONFLICT (webhook_id) DO UPDATE SET until = greatest(r.until, excluded.until)
      """;

  private static final String LEFT =
      """
      SELECT webhook_id, ceil(extract(epoch FROM until - now()) * 1000)::bigint AS millis
        FROM webhook_rests
       WHERE until > now()
      """;

  private static final String FORGET = "DELETE FROM webhook_rests WHERE until < now()";

  private final JdbcClient database;

  RestStore(JdbcClient database) {
    this.database = database;
  }

  void begin(Webhook webhook, Duration rest) {
    database
        .sql(BEGIN)
        .param(rest.toMillis())
        .param(webhook.id().uuid())
        .param(webhook.url().toString())
        .update();
  }

  /** How long each webhook that rests will rest. */
  Map<WebhookId, Duration> left() {
    return database
        .sql(LEFT)
        .query(
            (row, _) ->
                Map.entry(
                    new WebhookId(row.getObject("webhook_id", UUID.class)),
                    Duration.ofMillis(row.getLong("millis"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Drops the rests that are over. */
  void forget() {
    database.sql(FORGET).update();
  }
}
