package relay.api.keys;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;
import relay.model.ApiKeyId;

/**
 * Writes down when keys were last used: in the background, some seconds later, and not again within
 * a minute, so that no request waits for it. Thread-safe.
 */
@Component
class KeyUses {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final String USED =
      """
      UPDATE api_keys
         SET last_used_at = now()
       WHERE id = ANY (?)
         AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
      """;

  private final JdbcClient database;
  private final Set<UUID> used = ConcurrentHashMap.newKeySet();
  private final BackgroundLoop writing;

  KeyUses(JdbcClient database) {
    this.database = database;
    this.writing = BackgroundLoop.start("key-uses", PAUSE, this::write);
  }

  void note(ApiKeyId key) {
    used.add(key.uuid());
  }

  /** What cannot be written is kept for the next round. */
  boolean write() {
    UUID[] keys = used.toArray(UUID[]::new);
    if (keys.length > 0) {
      database.sql(USED).param(keys).update();
      used.removeAll(Set.of(keys));
    }
    return false;
  }

  @PreDestroy
  void close() {
    writing.close();
  }
}
