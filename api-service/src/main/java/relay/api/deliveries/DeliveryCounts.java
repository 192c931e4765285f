package relay.api.deliveries;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.CappedCounts;
import relay.api.paging.Where;
import relay.model.DeliveryState;
import relay.model.Tenant;
import relay.model.WebhookId;

/** Counts deliveries by state, at a cost that does not grow with their number. Thread-safe. */
@Component
public class DeliveryCounts {
  private static final String OF_ALL =
      "SELECT state, sum(delta) AS deliveries FROM delivery_counts WHERE tenant = ? GROUP BY state";

  private final JdbcClient database;

  DeliveryCounts(JdbcClient database) {
    this.database = database;
  }

  /** All deliveries of a tenant, by the label of their state. */
  public Map<String, Long> of(Tenant tenant) {
    return read(database.sql(OF_ALL).param(tenant.name()));
  }

  /** Those of one webhook. */
  public CappedCounts of(Tenant tenant, WebhookId webhook) {
    return of(tenant, Where.of(tenant, "d").is("d.webhook_id", webhook.uuid()));
  }

  /** Those that meet the conditions, on deliveries as {@code d}. */
  CappedCounts of(Tenant tenant, Where where) {
    if (where.isAllOfTenant()) {
      return CappedCounts.exact(of(tenant));
    }
    String statement =
        Arrays.stream(DeliveryState.values())
            .map(state -> ofState(state, where))
            .collect(Collectors.joining(" UNION ALL "));
    JdbcClient.StatementSpec counting = database.sql(statement);
    for (DeliveryState _ : DeliveryState.values()) {
      where.values().forEach(counting::param);
    }
    return CappedCounts.of(read(counting));
  }

  /** The state stands in the text, since only so is its partial index found. */
  private static String ofState(DeliveryState state, Where where) {
    return """
    SELECT '%1$s' AS state, count(*) AS deliveries
      FROM (SELECT FROM deliveries d %2$s AND d.state = '%1$s' LIMIT %3$d) AS found
    """
        .formatted(state.label(), where.sql(), CappedCounts.CAP);
  }

  private static Map<String, Long> read(JdbcClient.StatementSpec statement) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Arrays.stream(DeliveryState.values()).forEach(state -> counts.put(state.label(), 0L));
    statement.query(
        row -> {
          counts.put(row.getString("state"), row.getLong("deliveries"));
        });
    return counts;
  }
}
