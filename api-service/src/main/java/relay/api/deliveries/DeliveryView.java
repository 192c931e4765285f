package relay.api.deliveries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.WebhookId;

/**
 * A delivery as the API shows it.
 *
 * @param attempts made so far, over all series
 */
public record DeliveryView(
    String id,
    String eventId,
    String eventType,
    String webhookId,
    String state,
    int attempts,
    @Nullable Instant nextAttemptAt,
    Instant createdAt) {

  static DeliveryView of(ResultSet row) throws SQLException {
    DeliveryId id = new DeliveryId(row.getObject("id", UUID.class));
    OffsetDateTime next = row.getObject("next_attempt_at", OffsetDateTime.class);
    return new DeliveryView(
        id.toString(),
        new EventId(row.getObject("event_id", UUID.class)).toString(),
        row.getString("event_type"),
        new WebhookId(row.getObject("webhook_id", UUID.class)).toString(),
        row.getString("state"),
        row.getInt("attempts"),
        next == null ? null : next.toInstant(),
        id.createdAt());
  }
}
