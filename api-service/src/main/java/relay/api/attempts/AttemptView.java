package relay.api.attempts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.WebhookId;
import tools.jackson.databind.json.JsonMapper;

/**
 * One POST as the API shows it.
 *
 * @param attempt counts the attempts of the delivery from 1
 * @param outcome succeeded or failed
 * @param responseHeaders in the order in which they came; {@code null} if no answer came, or before
 *     they were kept
 * @param responseHeadersLeftOut how many came besides
 * @param responseBody at most its first 16 KiB
 * @param stale whether its result came after the claim was lost, so that it changed nothing
 */
public record AttemptView(
    String id,
    String deliveryId,
    String eventId,
    String webhookId,
    int attempt,
    String outcome,
    @Nullable String reason,
    @Nullable Integer responseCode,
    @Nullable List<Header> responseHeaders,
    int responseHeadersLeftOut,
    @Nullable String responseBody,
    int durationMs,
    @Nullable String error,
    Instant startedAt,
    @Nullable Instant nextAttemptAt,
    boolean stale) {

  /** One header of an answer. */
  public record Header(String name, String value) {}

  static AttemptView of(ResultSet row, JsonMapper json) throws SQLException {
    AttemptId id = new AttemptId(row.getObject("id", UUID.class));
    OffsetDateTime next = row.getObject("next_attempt_at", OffsetDateTime.class);
    return new AttemptView(
        id.toString(),
        new DeliveryId(row.getObject("delivery_id", UUID.class)).toString(),
        new EventId(row.getObject("event_id", UUID.class)).toString(),
        new WebhookId(row.getObject("webhook_id", UUID.class)).toString(),
        row.getInt("attempt"),
        row.getString("outcome"),
        row.getString("reason"),
        row.getObject("response_code", Integer.class),
        headers(row.getString("response_headers"), json),
        row.getInt("response_headers_left_out"),
        row.getString("response_body"),
        row.getInt("duration_ms"),
        row.getString("error"),
        id.createdAt(),
        next == null ? null : next.toInstant(),
        row.getBoolean("stale"));
  }

  /** Hides what the endpoint answered, which is not the relay's to tell. */
  @Override
  public String toString() {
    return "AttemptView[" + id + "]";
  }

  private static @Nullable List<Header> headers(@Nullable String pairs, JsonMapper json) {
    return pairs == null
        ? null
        : Stream.of(json.readValue(pairs, String[][].class))
            .map(pair -> new Header(pair[0], pair[1]))
            .toList();
  }
}
