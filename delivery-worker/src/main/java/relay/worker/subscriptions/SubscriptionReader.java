package relay.worker.subscriptions;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventTypePattern;
import relay.model.Tenant;
import relay.model.WebhookId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads webhooks and their version from the database. */
@Component
class SubscriptionReader {
  private static final String VERSION = "SELECT version FROM subscription_version";
  private static final String WEBHOOKS =
      """
      SELECT id, tenant, url, event_types, headers, secret_headers, secret, old_secret,
             old_secret_valid_until, enabled, timeout_seconds
        FROM webhooks
       WHERE deleted_at IS NULL
      """;
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final JdbcClient database;
  private final JsonMapper json;
  private final StoredSecrets secrets;

  SubscriptionReader(JdbcClient database, JsonMapper json, StoredSecrets secrets) {
    this.database = database;
    this.json = json;
    this.secrets = secrets;
  }

  long version() {
    return database.sql(VERSION).query(Long.class).single();
  }

  /**
   * The version is read before the webhooks: a change in between makes them newer than the version
   * says, which costs one more reading, where the other order would hide the change for good.
   */
  Subscriptions read() {
    long version = version();
    Map<WebhookId, Webhook> webhooks =
        database.sql(WEBHOOKS).query((row, _) -> webhook(row)).list().stream()
            .collect(Collectors.toUnmodifiableMap(Webhook::id, Function.identity()));
    secrets.retain(webhooks.keySet());
    return new Subscriptions(version, webhooks);
  }

  private Webhook webhook(ResultSet row) throws SQLException {
    String[] eventTypes = (String[]) row.getArray("event_types").getArray();
    WebhookId id = new WebhookId(row.getObject("id", UUID.class));
    return new Webhook(
        id,
        new Tenant(row.getString("tenant")),
        URI.create(row.getString("url")),
        Stream.of(eventTypes).map(EventTypePattern::parse).toList(),
        json.readValue(row.getString("headers"), HEADERS),
        secrets.read(id, row),
        row.getBoolean("enabled"),
        Duration.ofSeconds(row.getInt("timeout_seconds")));
  }
}
