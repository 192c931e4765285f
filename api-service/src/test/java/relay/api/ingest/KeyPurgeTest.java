package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
class KeyPurgeTest {
  private static final Duration RETENTION = Duration.ofDays(2);

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired KeyPurge purge;

  private final String body = "{\"type\":\"%s\",\"data\":1}".formatted(Api.newType());

  @Test
  void a_key_is_forgotten_when_its_retention_is_over() {
    String key = usedFor(RETENTION.plusMinutes(1));

    purge();

    assertThat(api.postWithKey(key, body).is(202).header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void a_key_is_remembered_until_then() {
    String key = usedFor(RETENTION.minusMinutes(1));

    purge();

    assertThat(api.postWithKey(key, body).is(202).header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void many_keys_are_forgotten_some_at_a_time() {
    String prefix = "old-" + UUID.randomUUID();
    database
        .sql(
            """
            INSERT INTO idempotency_keys (key, request_hash, event_id, created_at)
            SELECT :prefix || n, '', gen_random_uuid(), now() - interval '30 days'
              FROM generate_series(1, 1500) AS n
            """)
        .param("prefix", prefix)
        .update();

    purge();

    assertThat(
            database
                .sql("SELECT count(*) FROM idempotency_keys WHERE key LIKE :prefix || '%'")
                .param("prefix", prefix)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT24H", "PT48H", "P365D"})
  void a_retention_of_24_hours_to_365_days_is_taken(Duration retention) {
    assertThat(new IngestProperties(retention).idempotencyRetention()).isEqualTo(retention);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT23H59M59.999S", "PT0S", "PT-48H", "P365DT0.001S"})
  void another_retention_is_refused_and_the_setting_named(Duration retention) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IngestProperties(retention))
        .withMessageContaining("relay.ingest.idempotency-retention");
  }

  /** The service's own purge may have taken some of the keys by then. */
  private void purge() {
    boolean more;
    do {
      more = purge.purge();
    } while (more);
  }

  private String usedFor(Duration age) {
    String key = "key-" + UUID.randomUUID();
    api.postWithKey(key, body).is(202);
    database
        .sql(
            "UPDATE idempotency_keys SET created_at = now() - :age::bigint * interval '1 second'"
                + " WHERE key = :key")
        .param("age", age.toSeconds())
        .param("key", key)
        .update();
    return key;
  }
}
