package relay.api.deliveries;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.paging.Where;
import relay.model.DeliveryState;
import relay.model.WebhookId;

/** Counts deliveries by state, at a cost that does not grow with their number. Thread-safe. */
@Component
public class DeliveryCounts {
  /** Where counting ends, so that it stays quick however much there is. */
  private static final int CAP = 10_000;

  private static final String OF_ALL =
      "SELECT state, sum(delta) AS deliveries FROM delivery_counts GROUP BY state";

  /**
   * How many deliveries are in each state.
   *
   * @param counts by the label of the state, with all states
   * @param capped whether 10,000 means at least as many
   */
  public record Counts(Map<String, Long> counts, boolean capped) {}

  private final JdbcClient database;

  DeliveryCounts(JdbcClient database) {
    this.database = database;
  }

  /** All deliveries, by the label of their state. */
  public Map<String, Long> ofAll() {
    return read(database.sql(OF_ALL));
  }

  /** Those of one webhook. */
  public Counts of(WebhookId webhook) {
    return of(new Where().is("d.webhook_id", webhook.uuid()));
  }

  /** Those that meet the conditions, on deliveries as {@code d}. */
  Counts of(Where where) {
    if (where.values().isEmpty()) {
      return new Counts(ofAll(), false);
    }
    String statement =
        Arrays.stream(DeliveryState.values())
            .map(state -> ofState(state, where))
            .collect(Collectors.joining(" UNION ALL "));
    JdbcClient.StatementSpec counting = database.sql(statement);
    for (DeliveryState _ : DeliveryState.values()) {
      where.values().forEach(counting::param);
    }
    Map<String, Long> counts = read(counting);
    return new Counts(counts, counts.containsValue((long) CAP));
  }

  /** The state stands in the text, since only so is its partial index found. */
  private static String ofState(DeliveryState state, Where where) {
    return """
    SELECT '%1$s' AS state, count(*) AS deliveries
      FROM (SELECT FROM deliveries d %2$s AND d.state = '%1$s' LIMIT %3$d) AS found
    """
        .formatted(state.label(), where.sql(), CAP);
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
