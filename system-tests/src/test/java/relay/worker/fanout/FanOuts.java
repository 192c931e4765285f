package relay.worker.fanout;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.DeliveryId;
import relay.model.WebhookId;
import relay.wire.EventRecord;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;

/** Lets a test fan events out as a worker does, to the webhooks that it chooses. */
@NullMarked
public final class FanOuts {
  private final FanOutWriter writer;
  private final TransactionTemplate transaction;
  private final Duration lease;

  public FanOuts(JdbcTemplate database, TransactionTemplate transaction, Duration lease) {
    this.writer = new FanOutWriter(database);
    this.transaction = transaction;
    this.lease = lease;
  }

  /**
   * Makes the deliveries of an event that is still in the outbox.
   *
   * @param claimed to whom there is room in a lane
   * @param waiting to whom there is none
   * @return the claims, none if the event had been fanned out before
   */
  public List<Claim> fanOut(EventRecord event, List<WebhookId> claimed, List<WebhookId> waiting) {
    List<Claim> claims = claimed.stream().map(webhook -> claim(event, webhook)).toList();
    return transaction.execute(
        _ -> {
          if (writer.takeFromOutbox(List.of(event)).isEmpty()) {
            return List.of();
          }
          writer.insert(claims.stream().<NewDelivery>map(NewDelivery.Claimed::new).toList(), lease);
          writer.insert(
              waiting.stream().<NewDelivery>map(webhook -> waiting(event, webhook)).toList(),
              lease);
          return claims;
        });
  }

  private static NewDelivery.Waiting waiting(EventRecord event, WebhookId webhook) {
    return new NewDelivery.Waiting(
        DeliveryId.next(), event.tenant(), event.id(), webhook, event.orderingKey());
  }

  private Claim claim(EventRecord event, WebhookId webhook) {
    return new Claim(
        DeliveryId.next(),
        event.tenant(),
        event.id(),
        webhook,
        UUID.randomUUID(),
        0,
        0,
        event.type(),
        event.timestamp(),
        event.data(),
        false,
        LeaseEnd.in(lease));
  }
}
