package relay.api.deliveries;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.Where;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.Tenant;

/** Reads deliveries. Thread-safe. */
@Component
public class DeliveryRows {
  private static final String COLUMNS =
      """
      SELECT d.id, d.event_id, e.type AS event_type, d.webhook_id, d.state, d.attempts,
             d.next_attempt_at
        FROM %s d
        JOIN events e ON e.id = d.event_id
      """;

  private static final String FROM_ALL = COLUMNS.formatted("deliveries");

  private final JdbcClient database;

  DeliveryRows(JdbcClient database) {
    this.database = database;
  }

  /** The deliveries are cut to a page first, so that not all that match look up their events. */
  List<DeliveryView> newest(Where where, int limit) {
    String page =
        "(SELECT * FROM deliveries d %s ORDER BY d.id DESC LIMIT ?)".formatted(where.sql());
    return database
        .sql(COLUMNS.formatted(page) + "ORDER BY d.id DESC")
        .params(where.values())
        .param(limit)
        .query((row, _) -> DeliveryView.of(row))
        .list();
  }

  Optional<DeliveryView> find(Tenant tenant, DeliveryId delivery) {
    return database
        .sql(FROM_ALL + "WHERE d.id = ? AND d.tenant = ?")
        .param(delivery.uuid())
        .param(tenant.name())
        .query((row, _) -> DeliveryView.of(row))
        .optional();
  }

  /** The deliveries of an event, one a webhook. */
  public List<DeliveryView> of(EventId event) {
    return database
        .sql(FROM_ALL + "WHERE d.event_id = ? ORDER BY d.id")
        .param(event.uuid())
        .query((row, _) -> DeliveryView.of(row))
        .list();
  }
}
