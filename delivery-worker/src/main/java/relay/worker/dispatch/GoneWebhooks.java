package relay.worker.dispatch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.WebhookId;
import relay.worker.subscriptions.Webhook;

/**
 * Disables webhooks whose endpoints say that they are gone for good. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>, which lets {@code 410} end a subscription
 */
@Component
class GoneWebhooks {
  private static final Logger log = LoggerFactory.getLogger(GoneWebhooks.class);

  /** First in the transaction, as each change of a webhook does. */
  private static final String RAISE_VERSION =
      "UPDATE subscription_version SET version = version + 1";

  private static final String DISABLE =
      """
      UPDATE webhooks
         SET enabled         = false,
             disabled_reason = 'gone',
             disabled_at     = now(),
             updated_at      = now()
       WHERE id = ?
         AND url = ?
         AND enabled
         AND deleted_at IS NULL
      """;

  /** Without a lock: many attempts of a webhook may end so at once. */
  private static final String IS_ENABLED =
      "SELECT count(*) FROM webhooks WHERE id = ? AND url = ? AND enabled AND deleted_at IS NULL";

  private static final String AUDIT =
      """
      INSERT INTO audit_log
             (id, tenant, actor_kind, actor_id, actor_name, address, action, object_id)
      VALUES (uuidv7(), ?, 'relay', 'delivery-worker', 'delivery-worker', '', 'webhook.disabled', ?)
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Set<WebhookId> underWay = ConcurrentHashMap.newKeySet();

  GoneWebhooks(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * Disables it, unless it has another URL by now. The next answer says it again if the database
   * does not serve now.
   */
  void disable(Webhook webhook) {
    if (!underWay.add(webhook.id())) {
      return;
    }
    try {
      if (count(IS_ENABLED, webhook) > 0) {
        transaction.executeWithoutResult(_ -> change(webhook));
      }
    } catch (DataAccessException | TransactionException unavailable) {
      log.atWarn()
          .addKeyValue("webhook", webhook.id())
          .log("A webhook whose endpoint is gone (410) could not be disabled");
    } finally {
      underWay.remove(webhook.id());
    }
  }

  private void change(Webhook webhook) {
    database.sql(RAISE_VERSION).update();
    int disabled =
        database.sql(DISABLE).param(webhook.id().uuid()).param(webhook.url().toString()).update();
    if (disabled == 1) {
      database.sql(AUDIT).param(webhook.tenant().name()).param(webhook.id().toString()).update();
      log.atWarn()
          .addKeyValue("action", "webhook.disabled")
          .addKeyValue("object", webhook.id())
          .addKeyValue("actor", "delivery-worker")
          .log("Disabled a webhook whose endpoint is gone (410)");
    }
  }

  private long count(String sql, Webhook webhook) {
    return database
        .sql(sql)
        .param(webhook.id().uuid())
        .param(webhook.url().toString())
        .query(Long.class)
        .single();
  }
}
