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
      SELECT id, stored.text
        FROM webhooks
       CROSS JOIN LATERAL (VALUES (secret, secret_key), (old_secret, old_secret_key))
                       AS stored (text, key)
       WHERE stored.text IS NOT NULL
         AND stored.key IS DISTINCT FROM ?
         AND (id, stored.text) > (?, ?)
       ORDER BY id, stored.text
       LIMIT ?
      """;

  /** Without those of deleted webhooks, for which no key has to be kept. */
  private static final String COUNT_OUTDATED =
      """
      SELECT count(*)
        FROM webhooks
       WHERE deleted_at IS NULL
         AND (secret_key IS DISTINCT FROM ?
              OR (old_secret IS NOT NULL AND old_secret_key IS DISTINCT FROM ?))
      """;

  private static final String RAISE_VERSION =
      "UPDATE subscription_version SET version = version + 1";

  /** Wherever it stands now: a rotation may have made it the old one since it was read. */
  private static final String REPLACE =
      """
      UPDATE webhooks
         SET secret     = CASE secret     WHEN ? THEN ? ELSE secret     END,
             old_secret = CASE old_secret WHEN ? THEN ? ELSE old_secret END
       WHERE id = ? AND ? IN (secret, old_secret)
      """;

  private static final String HAS_EXPIRED =
      "SELECT EXISTS (SELECT FROM webhooks WHERE old_secret_valid_until <= now())";

  private static final String REMOVE_EXPIRED =
      """
      UPDATE webhooks
         SET old_secret = NULL, old_secret_valid_until = NULL
       WHERE old_secret_valid_until <= now()
      """;

  /** One of the texts stored for a webhook. */
  record Stored(WebhookId webhook, String text) {
    /** Comes before every other in their order. */
    static final Stored BEFORE_ALL = new Stored(new WebhookId(new UUID(0, 0)), "");

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

  /** Those that are not encrypted with the key, in the order of the webhooks' ids and the texts. */
  List<Stored> outdated(String key, Stored after, int limit) {
    return database.query(
        OUTDATED,
        (row, _) ->
            new Stored(new WebhookId(row.getObject("id", UUID.class)), row.getString("text")),
        key,
        after.webhook().uuid(),
        after.text(),
        limit);
  }

  long countOutdated(String key) {
    return database.query(COUNT_OUTDATED, (row, _) -> row.getLong(1), key, key).getFirst();
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
                            replacement.stored().text(),
                            replacement.text(),
                            replacement.stored().text(),
                            replacement.text(),
                            replacement.stored().webhook().uuid(),
                            replacement.stored().text()
                          })
                  .toList());
        });
  }

  /** Removes the old secrets whose time is over. The workers do not sign with them any more. */
  void removeExpired() {
    transaction.executeWithoutResult(
        _ -> {
          if (Boolean.TRUE.equals(database.queryForObject(HAS_EXPIRED, Boolean.class))) {
            database.update(RAISE_VERSION);
            database.update(REMOVE_EXPIRED);
          }
        });
  }
}
