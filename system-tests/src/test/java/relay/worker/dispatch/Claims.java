package relay.worker.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.JdbcTemplate;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import relay.worker.attempt.Claim;

/** Lets a test claim as a worker does, at the moment that it chooses. */
@NullMarked
public final class Claims {
  private final ClaimWriter writer;

  public Claims(JdbcTemplate database, Duration lease) {
    this.writer = new ClaimWriter(database, new DispatchProperties(lease, 1, 0, Duration.ZERO));
  }

  /** One round of both dispatchers, that without and that with an order. */
  public List<Claim> claim(DeliveryState state, Map<WebhookId, Integer> slots) {
    List<Claim> claimed = new ArrayList<>();
    for (Order order : Order.values()) {
      claimed.addAll(writer.claim(order, state, slots));
    }
    return claimed;
  }

  /** Returns how many were taken back. */
  public int takeBackLapsed() {
    return writer.takeBackLapsed(1_000);
  }

  /** Returns how many were cancelled. */
  public int cancelForDeletedWebhooks() {
    return writer.cancelForDeletedWebhooks(1_000);
  }
}
