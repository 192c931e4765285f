package relay.api.keys;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.ApiKeyId;
import relay.model.Tenant;

/**
 * Knows the keys that are in use, from the database of at most {@link #MAX_AGE} ago. A key in
 * steady use is asked for ahead of that, so that its requests do not wait. Who waits for the same
 * key waits together, and is told together when the database does not answer. Thread-safe.
 */
@Component
class KnownKeys {
  /** How much later than said a key is revoked, at most. */
  static final Duration MAX_AGE = Duration.ofMillis(500);

  private static final Duration REFRESH_AFTER = Duration.ofMillis(250);
  private static final int MAX_KEYS = 10_000;

  private static final String LOOK_UP =
      """
      SELECT id, tenant, name, hash, scopes, %s
        FROM api_keys
       WHERE prefix = ?
      """
          .formatted(KeyState.SQL);

  /**
   * What is under a prefix.
   *
   * @param key {@code null} if no key has it
   * @param askedAtNanos {@link System#nanoTime} before the database was asked
   */
  private record Found(@Nullable KnownKey key, long askedAtNanos) {
    long nanosLeft() {
      return Math.max(0, MAX_AGE.toNanos() - (System.nanoTime() - askedAtNanos));
    }

    /** Compares, and so takes the same time, also if there is nothing to compare with. */
    @Nullable KnownKey matching(ApiKey sent) {
      KeyHash expected = key == null ? KeyHash.NONE : key.hash();
      return expected.is(sent.hash()) ? key : null;
    }
  }

  private final JdbcClient database;
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private final AsyncLoadingCache<String, Found> byPrefix;

  KnownKeys(JdbcClient database) {
    this.database = database;
    this.byPrefix =
        Caffeine.newBuilder()
            .executor(asking)
            .maximumSize(MAX_KEYS)
            .refreshAfterWrite(REFRESH_AFTER)
            .expireAfter(
                Expiry.<String, Found>writing((_, found) -> Duration.ofNanos(found.nanosLeft())))
            .buildAsync(this::lookUp);
  }

  /**
   * The stored key that was sent, or {@code null} if there is none.
   *
   * @throws RuntimeException if the database does not say; {@link relay.api.problem.Outage} tells
   *     why
   */
  @Nullable KnownKey find(ApiKey sent) {
    long oldest = System.nanoTime() - MAX_AGE.toNanos();
    Found found = byPrefix.get(sent.prefix()).join();
    // The answer to a question of before, which the database was slow to answer, is forgotten at
    // once; then the next is newer.
    while (found.askedAtNanos() - oldest < 0) {
      found = byPrefix.get(sent.prefix()).join();
    }
    return found.matching(sent);
  }

  private Found lookUp(String prefix) {
    long now = System.nanoTime();
    return new Found(
        database.sql(LOOK_UP).param(prefix).query((row, _) -> key(row)).optional().orElse(null),
        now);
  }

  private static KnownKey key(ResultSet row) throws SQLException {
    return new KnownKey(
        new ApiKeyId(row.getObject("id", UUID.class)),
        new Tenant(row.getString("tenant")),
        row.getString("name"),
        new KeyHash(row.getBytes("hash")),
        Scopes.of(row.getArray("scopes")),
        KeyState.valueOf(row.getString("state")));
  }

  @PreDestroy
  void close() {
    asking.close();
  }
}
