package relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.settings.KafkaNames;
import relay.signing.HmacSecret;
import relay.wire.EventRecord;

/** Plays api-service: registers webhooks, accepts events and publishes them. */
@TestComponent
public class Relay {
  /** The secret of every webhook of the tests. */
  public static final HmacSecret SECRET = HmacSecret.create();

  /** The keys of the worker under test. */
  public static final String FIRST_KEY = "first:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  public static final String OLD_KEY = "old:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  /** How long a test waits for what has to happen. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A row of delivery_logs. */
  public record LogRow(
      DeliveryId delivery,
      int attempt,
      String outcome,
      @Nullable String reason,
      @Nullable Integer responseCode,
      @Nullable String responseHeaders,
      int headersLeftOut,
      @Nullable String responseBody,
      @Nullable String error,
      boolean stale) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final KafkaConnectionDetails kafka;
  private final KafkaNames names;
  private final SecretCipher cipher;

  Relay(
      JdbcClient database,
      TransactionTemplate transaction,
      KafkaConnectionDetails kafka,
      KafkaNames names,
      SecretCipher cipher) {
    this.database = database;
    this.transaction = transaction;
    this.kafka = kafka;
    this.names = names;
    this.cipher = cipher;
  }

  /** An event type that no other test has. */
  public static String newType() {
    return "test." + UUID.randomUUID();
  }

  public WebhookId webhook(URI url, String type) {
    return webhook(url, type, Duration.ofSeconds(15));
  }

  public WebhookId webhook(URI url, String type, Duration timeout) {
    WebhookId id = WebhookId.next();
    webhook(id, url, type, timeout, cipher.encrypt(id, SECRET));
    return id;
  }

  /** A webhook whose secret is stored as given. */
  public void webhook(WebhookId id, URI url, String type, Duration timeout, String secret) {
    change(
        """
        INSERT INTO webhooks
               (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
        VALUES (:id, :url, ARRAY[:type], '{"X-Custom": "yes"}', :secret, true, :timeout, now())
        """,
        Map.of(
            "id", id.uuid(),
            "url", url.toString(),
            "type", type,
            "secret", secret,
            "timeout", timeout.toSeconds()));
  }

  /** Stores the secret of a webhook in another way. */
  public void storeSecret(WebhookId webhook, String secret) {
    change(
        "UPDATE webhooks SET secret = :secret WHERE id = :id",
        Map.of("id", webhook.uuid(), "secret", secret));
  }

  /** Stores a secret header of a webhook beside those that it has. */
  public void storeSecretHeader(WebhookId webhook, String name, String text) {
    change(
        """
        UPDATE webhooks
           SET secret_headers = secret_headers || jsonb_build_object(:name::text, :text::text)
         WHERE id = :id
        """,
        Map.of("id", webhook.uuid(), "name", name, "text", text));
  }

  /** Makes it the webhook of another tenant. */
  public void give(WebhookId webhook, Tenant tenant) {
    change(
        "UPDATE webhooks SET tenant = :tenant WHERE id = :id",
        Map.of("id", webhook.uuid(), "tenant", tenant.name()));
  }

  public List<Tenant> tenantsOfDeliveries(EventId event) {
    return tenants("SELECT tenant FROM deliveries WHERE event_id = ?", event);
  }

  public List<Tenant> tenantsOfLog(EventId event) {
    return tenants("SELECT tenant FROM delivery_logs WHERE event_id = ?", event);
  }

  private List<Tenant> tenants(String sql, EventId event) {
    return database
        .sql(sql)
        .param(event.uuid())
        .query((row, _) -> new Tenant(row.getString("tenant")))
        .list();
  }

  /** Stores another secret of a webhook, which it had before, as valid until a time. */
  public void storeOldSecret(WebhookId webhook, String secret, Instant validUntil) {
    change(
        """
        UPDATE webhooks SET old_secret = :secret, old_secret_valid_until = :until WHERE id = :id
        """,
        Map.of(
            "id", webhook.uuid(),
            "secret", secret,
            "until", validUntil.atOffset(ZoneOffset.UTC)));
  }

  public void enable(WebhookId webhook, boolean enabled) {
    change(
        "UPDATE webhooks SET enabled = :enabled WHERE id = :id",
        Map.of("id", webhook.uuid(), "enabled", enabled));
  }

  public void move(WebhookId webhook, URI url) {
    change(
        "UPDATE webhooks SET url = :url WHERE id = :id",
        Map.of("id", webhook.uuid(), "url", url.toString()));
  }

  public void delete(WebhookId webhook) {
    change("UPDATE webhooks SET deleted_at = now() WHERE id = :id", Map.of("id", webhook.uuid()));
  }

  private void change(String sql, Map<String, Object> parameters) {
    transaction.executeWithoutResult(
        _ -> {
          database.sql("UPDATE subscription_version SET version = version + 1").update();
          assertThat(database.sql(sql).params(parameters).update()).isOne();
        });
  }

  /** Accepts an event without publishing it. */
  public EventRecord accept(String type) {
    return accept(type, "{}", null);
  }

  public EventRecord accept(String type, String data, @Nullable String orderingKey) {
    return accept(Tenant.DEFAULT, type, data, orderingKey);
  }

  public EventRecord accept(Tenant tenant, String type, String data, @Nullable String orderingKey) {
    EventId id = EventId.next();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    long version =
        database
            .sql(
                """
                WITH event AS (
                  INSERT INTO events
                         (id, tenant, type, data, occurred_at, ordering_key, subscription_version)
                  SELECT :id, :tenant, :type, :data, :now, :key::text, version FROM subscription_version
                  RETURNING *
                ), outbox AS (
                  INSERT INTO outbox (event_id, tenant, ordering_key, next_sweep_at)
                  SELECT id, tenant, ordering_key, now() FROM event
                )
                SELECT subscription_version FROM event
                """)
            .param("id", id.uuid())
            .param("tenant", tenant.name())
            .param("type", type)
            .param("data", data)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("key", orderingKey)
            .query(Long.class)
            .single();
    return new EventRecord(
        id, tenant, new EventType(type), now, version, orderingKey, data.getBytes(UTF_8));
  }

  /** Publishes records of accepted events and waits until Kafka has them. */
  public void publish(EventRecord... events) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<RecordMetadata>> sent =
          Stream.of(events).map(event -> producer.send(event.toKafka(names.topic()))).toList();
      for (Future<RecordMetadata> record : sent) {
        assertThat(record).succeedsWithin(PATIENCE);
      }
    }
  }

  /** Publishes the record of an accepted event to one partition; returns its offset. */
  public long publishTo(int partition, EventRecord event) {
    ProducerRecord<byte[], byte[]> record = event.toKafka(names.topic());
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Future<RecordMetadata> sent =
          producer.send(
              new ProducerRecord<>(
                  record.topic(), partition, record.key(), record.value(), record.headers()));
      assertThat(sent).succeedsWithin(PATIENCE);
      return sent.resultNow().offset();
    }
  }

  /** A producer for records that a test makes itself. */
  public KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            String.join(",", kafka.getBootstrapServers()),
            ProducerConfig.LINGER_MS_CONFIG,
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Accepts and publishes an event. */
  public EventId post(String type, String data) {
    EventRecord event = accept(type, data, null);
    publish(event);
    return event.id();
  }

  public EventId post(String type) {
    return post(type, "{}");
  }

  /** The states of an event's deliveries. */
  public List<String> states(EventId event) {
    return database
        .sql("SELECT state FROM deliveries WHERE event_id = ? ORDER BY id")
        .param(event.uuid())
        .query(String.class)
        .list();
  }

  /** The database may just have come back. */
  public void awaitStates(EventId event, String... states) {
    await()
        .atMost(PATIENCE)
        .ignoreException(CannotGetJdbcConnectionException.class)
        .untilAsserted(() -> assertThat(states(event)).containsExactlyInAnyOrder(states));
  }

  public boolean isInOutbox(EventId event) {
    return database
        .sql("SELECT EXISTS (SELECT FROM outbox WHERE event_id = ?)")
        .param(event.uuid())
        .query(Boolean.class)
        .single();
  }

  /** Whether the fan-out said that nobody was subscribed to the event. */
  public boolean isUnmatched(EventId event) {
    return database
        .sql("SELECT EXISTS (SELECT FROM unmatched_events WHERE event_id = ?)")
        .param(event.uuid())
        .query(Boolean.class)
        .single();
  }

  /** As an operator does. */
  public void retry(EventId event) {
    database
        .sql(
            """
            UPDATE deliveries
               SET state = 'pending', series_attempts = 0, next_attempt_at = now()
             WHERE event_id = ? AND next_attempt_at IS NULL AND state <> 'in_flight'
            """)
        .param(event.uuid())
        .update();
  }

  /** As an operator does. */
  public void cancel(EventId event) {
    database
        .sql(
            """
            UPDATE deliveries
               SET state = 'cancelled', next_attempt_at = NULL
             WHERE event_id = ? AND state IN ('pending', 'retrying')
            """)
        .param(event.uuid())
        .update();
  }

  /** Lets the leases of an event's deliveries end now. */
  public void endLeases(EventId event) {
    database
        .sql(
            "UPDATE deliveries SET lease_until = now() - interval '1 second'"
                + " WHERE event_id = ? AND state = 'in_flight'")
        .param(event.uuid())
        .update();
  }

  /** An event fanned out to one webhook by a worker that then died. */
  public EventId orphan(WebhookId webhook, String type, Duration leaseLeft) {
    EventRecord event = accept(type);
    database.sql("DELETE FROM outbox WHERE event_id = ?").param(event.id().uuid()).update();
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, claim_token, lease_until)
            VALUES (:id, :event, :webhook, 'in_flight', gen_random_uuid(),
                    now() + :lease::bigint * interval '1 millisecond')
            """)
        .param("id", DeliveryId.next().uuid())
        .param("event", event.id().uuid())
        .param("webhook", webhook.uuid())
        .param("lease", leaseLeft.toMillis())
        .update();
    return event.id();
  }

  public List<LogRow> log(EventId event) {
    return database
        .sql(
            """
            SELECT delivery_id, attempt, outcome, reason, response_code, response_headers,
                   response_headers_left_out, response_body, error, stale
              FROM delivery_logs
             WHERE event_id = ?
             ORDER BY id
            """)
        .param(event.uuid())
        .query(
            (row, _) ->
                new LogRow(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)),
                    row.getInt("attempt"),
                    row.getString("outcome"),
                    row.getString("reason"),
                    row.getObject("response_code", Integer.class),
                    row.getString("response_headers"),
                    row.getInt("response_headers_left_out"),
                    row.getString("response_body"),
                    row.getString("error"),
                    row.getBoolean("stale")))
        .list();
  }
}
