package relay.api.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.Where;
import relay.model.ApiKeyId;
import relay.model.Tenant;

/** The table of keys. Thread-safe. */
@Component
class ApiKeyRows {
  private static final String SELECT =
      """
      SELECT id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, %s
        FROM api_keys k
      """
          .formatted(KeyState.SQL);

  private static final String INSERT =
      """
      INSERT INTO api_keys (id, tenant, name, prefix, hash, scopes, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (prefix) DO NOTHING
      """;

  /** A key that was to live for a while is followed by one that lives as long, from now on. */
  private static final String INSERT_LIKE =
      """
      INSERT INTO api_keys (id, tenant, name, prefix, hash, scopes, expires_at)
      SELECT ?, tenant, name, ?, ?, scopes, now() + (expires_at - created_at)
        FROM api_keys
       WHERE id = ?
          ON CONFLICT (prefix) DO NOTHING
      """;

  private static final String EXPIRE =
      """
      UPDATE api_keys
         SET expires_at = least(expires_at, now() + ? * interval '1 second')
       WHERE id = ?
      """;

  private static final String REVOKE =
      """
      UPDATE api_keys
         SET revoked_at = now()
       WHERE id = ?
         AND tenant = ?
         AND revoked_at IS NULL
      """;

  private final JdbcClient database;

  ApiKeyRows(JdbcClient database) {
    this.database = database;
  }

  /** {@code false} if another key has its prefix. */
  boolean insert(ApiKeyId id, Tenant tenant, NewKey wanted, ApiKey key) {
    Instant expiresAt = wanted.expiresAt();
    return database
            .sql(INSERT)
            .param(id.uuid())
            .param(tenant.name())
            .param(wanted.name())
            .param(key.prefix())
            .param(key.hash().bytes())
            .param(wanted.scopes().labels().toArray(String[]::new))
            .param(expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** A key with all that another has; {@code false} if a third has its prefix. */
  boolean insertLike(ApiKeyId old, ApiKeyId id, ApiKey key) {
    return database
            .sql(INSERT_LIKE)
            .param(id.uuid())
            .param(key.prefix())
            .param(key.hash().bytes())
            .param(old.uuid())
            .update()
        == 1;
  }

  /** The key of a tenant, locked until the transaction ends. */
  Optional<ApiKeyView> findForUpdate(Tenant tenant, ApiKeyId id) {
    return database
        .sql(SELECT + " WHERE id = ? AND tenant = ? FOR UPDATE")
        .param(id.uuid())
        .param(tenant.name())
        .query((row, _) -> view(row))
        .optional();
  }

  List<ApiKeyView> newest(Where where, int limit) {
    return database
        .sql(SELECT + where.sql() + " ORDER BY k.id DESC LIMIT ?")
        .params(where.values())
        .param(limit)
        .query((row, _) -> view(row))
        .list();
  }

  /** Lets a key expire after a time, unless it does so before. */
  void expireAfter(ApiKeyId id, Duration time) {
    database.sql(EXPIRE).param(time.toSeconds()).param(id.uuid()).update();
  }

  /** {@code false} if the tenant has no such key that is not revoked. */
  boolean revoke(Tenant tenant, ApiKeyId id) {
    return database.sql(REVOKE).param(id.uuid()).param(tenant.name()).update() == 1;
  }

  private static ApiKeyView view(ResultSet row) throws SQLException {
    return new ApiKeyView(
        new ApiKeyId(row.getObject("id", UUID.class)).toString(),
        row.getString("name"),
        row.getString("prefix"),
        Scopes.of(row.getArray("scopes")).labels(),
        KeyState.valueOf(row.getString("state")).label(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
