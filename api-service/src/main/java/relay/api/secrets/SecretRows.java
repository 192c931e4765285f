package relay.api.secrets;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.WebhookId;
import relay.secrets.SecretHeaders;

/** The secrets and secret headers of webhooks as they are stored. Thread-safe. */
@Component
class SecretRows {
  /** Each with the key that it is encrypted with; a header in plain has none. */
  private static final String STORED =
      """
        FROM webhooks
       CROSS JOIN LATERAL (
             VALUES ('', secret, secret_key), ('', old_secret, old_secret_key)
             UNION ALL
             SELECT name, value, split_part(value, ':', 2) FROM jsonb_each_text(secret_headers) AS h (name, value)
             UNION ALL
             SELECT name, value, NULL FROM jsonb_each_text(headers) AS h (name, value) WHERE name ~* :secretHeaders
           ) AS stored (header, text, key)
       WHERE stored.text IS NOT NULL
         AND stored.key IS DISTINCT FROM :key
      """;

  private static final String OUTDATED =
      """
      SELECT id, stored.header, stored.text
      :stored
         AND (id, stored.header, stored.text) > (:webhook, :header, :text)
       ORDER BY id, stored.header, stored.text
       LIMIT :limit
      """
          .replace(":stored", STORED);

  private static final String COUNT_OUTDATED = "SELECT count(DISTINCT id)" + STORED;

  private static final String RAISE_VERSION =
      "UPDATE subscription_version SET version = version + 1";

  /** Wherever it stands now: a rotation may have made it the old one since it was read. */
  private static final String REPLACE_SECRET =
      """
      UPDATE webhooks
         SET secret     = CASE secret     WHEN :old THEN :new ELSE secret     END,
             old_secret = CASE old_secret WHEN :old THEN :new ELSE old_secret END
       WHERE id = :webhook AND :old IN (secret, old_secret)
      """;

  /** What stands in plain is newer than what is encrypted, whose name may be written otherwise. */
  private static final String REPLACE_HEADER =
      """
      UPDATE webhooks
         SET headers        = headers - :header,
             secret_headers =
               (SELECT coalesce(jsonb_object_agg(name, value), '{}')
                  FROM jsonb_each(secret_headers) AS h (name, value)
                 WHERE lower(name) <> lower(:header))
               || jsonb_build_object(:header, :new)
       WHERE id = :webhook AND coalesce(headers ->> :header, secret_headers ->> :header) = :old
      """;

  private static final String HAS_EXPIRED =
      "SELECT EXISTS (SELECT FROM webhooks WHERE old_secret_valid_until <= now())";

  private static final String REMOVE_EXPIRED =
      """
      UPDATE webhooks
         SET old_secret = NULL, old_secret_valid_until = NULL
       WHERE old_secret_valid_until <= now()
      """;

  /**
   * One of the texts stored for a webhook.
   *
   * @param header whose value it is; empty if it is a signing secret
   */
  record Stored(WebhookId webhook, String header, String text) {
    /** Comes before every other in their order. */
    static final Stored BEFORE_ALL = new Stored(new WebhookId(new UUID(0, 0)), "", "");

    boolean isHeader() {
      return !header.isEmpty();
    }

    @Override
    public String toString() {
      return "Stored[" + webhook + ", " + header + "]";
    }
  }

  /** What is to stand in its place. */
  record Replacement(Stored stored, String text) {
    @Override
    public String toString() {
      return "Replacement[" + stored.webhook() + "]";
    }
  }

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  SecretRows(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * Those that are not encrypted with the key, in the order of the webhooks' ids, the headers'
   * names and the texts.
   */
  List<Stored> outdated(String key, Stored after, int limit) {
    return database
        .sql(OUTDATED)
        .param("secretHeaders", SecretHeaders.NAMES)
        .param("key", key)
        .param("webhook", after.webhook().uuid())
        .param("header", after.header())
        .param("text", after.text())
        .param("limit", limit)
        .query(
            (row, _) ->
                new Stored(
                    new WebhookId(row.getObject("id", UUID.class)),
                    row.getString("header"),
                    row.getString("text")))
        .list();
  }

  /** How many webhooks have one that is not encrypted with the key. */
  long countOutdated(String key) {
    return database
        .sql(COUNT_OUTDATED)
        .param("secretHeaders", SecretHeaders.NAMES)
        .param("key", key)
        .query(Long.class)
        .single();
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
          database.sql(RAISE_VERSION).update();
          replacements.forEach(this::replace);
        });
  }

  private void replace(Replacement replacement) {
    Stored stored = replacement.stored();
    JdbcClient.StatementSpec statement =
        stored.isHeader()
            ? database.sql(REPLACE_HEADER).param("header", stored.header())
            : database.sql(REPLACE_SECRET);
    statement
        .param("webhook", stored.webhook().uuid())
        .param("old", stored.text())
        .param("new", replacement.text())
        .update();
  }

  /** Removes the old secrets whose time is over. The workers do not sign with them any more. */
  void removeExpired() {
    transaction.executeWithoutResult(
        _ -> {
          if (database.sql(HAS_EXPIRED).query(Boolean.class).single()) {
            database.sql(RAISE_VERSION).update();
            database.sql(REMOVE_EXPIRED).update();
          }
        });
  }
}
