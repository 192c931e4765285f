package relay.api.secrets;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.WebhookId;

/** The secrets of webhooks as they are stored. Thread-safe. */
@Component
class SecretRows {
  /** Those of deleted webhooks too: nobody reads them any more, but they may stand in plain. */
  private static final String OUTDATED =
      """
      SELECT id, secret
        FROM webhooks
       WHERE secret_key IS DISTINCT FROM ?
         AND id > ?
       ORDER BY id
       LIMIT ?
      """;

  /** Without those of deleted webhooks, for which no key has to be kept. */
  private static final String COUNT_OUTDATED =
      "SELECT count(*) FROM webhooks WHERE secret_key IS DISTINCT FROM ? AND deleted_at IS NULL";

  private static final String RAISE_VERSION =
      "UPDATE subscription_version SET version = version + 1";

  private static final String REPLACE =
      "UPDATE webhooks SET secret = ? WHERE id = ? AND secret = ?";

  /** The text stored for a webhook. */
  record Stored(WebhookId webhook, String text) {
    @Override
    public String toString() {
      return "Stored[" + webhook + "]";
    }
  }

  /** What is to stand in its place. */
  record Replacement(Stored stored, String text) {
    @Override
    public String toString() {
      return "Replacement[" + stored.webhook() + "]";
    }
  }

  private final JdbcTemplate database;
  private final TransactionTemplate transaction;

  SecretRows(JdbcTemplate database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** Those that are not encrypted with the key, in the order of the webhooks' ids. */
  List<Stored> outdated(String key, UUID after, int limit) {
    return database.query(
        OUTDATED,
        (row, _) ->
            new Stored(new WebhookId(row.getObject("id", UUID.class)), row.getString("secret")),
        key,
        after,
        limit);
  }

  long countOutdated(String key) {
    return database.query(COUNT_OUTDATED, (row, _) -> row.getLong(1), key).getFirst();
  }

  /**
   * Replaces those that are still stored as they were read: one that was changed meanwhile, by an
   * operator or another api-service, is left alone.
   *
   * <p>The secrets stay the same, but a worker that lacks their former key can read them now, and
   * reads them again only when the version is raised.
   */
  void replace(List<Replacement> replacements) {
    transaction.executeWithoutResult(
        _ -> {
          database.update(RAISE_VERSION);
          database.batchUpdate(
              REPLACE,
              replacements.stream()
                  .map(
                      replacement ->
                          new Object[] {
                            replacement.text(),
                            replacement.stored().webhook().uuid(),
                            replacement.stored().text()
                          })
                  .toList());
        });
  }
}
