package relay.api.invariant;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares how many deliveries the kept sums say that there are in each state with how many there
 * are, in one statement, so that both are of the same moment. What succeeded is not counted, since
 * it is most of all; of the others 10,000 of each tenant at most. Thread-safe.
 */
@Component
class StateCounts {
  private static final String COMPARE =
      """
      WITH kept AS (
        SELECT tenant, state, sum(delta) AS deliveries
          FROM delivery_counts
         WHERE state <> 'succeeded'
         GROUP BY tenant, state
      ), counted AS (
        SELECT t.name AS tenant, s.state, found.deliveries
          FROM tenants t
         CROSS JOIN unnest(ARRAY['pending', 'retrying', 'exhausted', 'cancelled']) AS s (state)
         CROSS JOIN LATERAL (
               SELECT count(*) AS deliveries
                 FROM (SELECT
                         FROM deliveries d
                        WHERE d.tenant = t.name
                          AND d.state = s.state
                          AND d.state IN ('pending', 'retrying', 'exhausted', 'cancelled')
                        LIMIT 10000) AS those) AS found
        UNION ALL
        SELECT tenant, state, least(count(*), 10000)
          FROM deliveries
         WHERE state = 'in_flight'
         GROUP BY tenant, state
      )
      SELECT tenant, state, least(coalesce(kept.deliveries, 0), 10000) AS kept,
             coalesce(counted.deliveries, 0) AS counted
        FROM kept
        FULL JOIN counted USING (tenant, state)
       WHERE least(coalesce(kept.deliveries, 0), 10000) <> coalesce(counted.deliveries, 0)
      """;

  private final JdbcClient database;

  StateCounts(JdbcClient database) {
    this.database = database;
  }

  private record Mismatch(String tenant, String state, long kept, long counted) {
    long difference() {
      return Math.abs(kept - counted);
    }

    @Override
    public String toString() {
      return "%s of %s: %d, not %d".formatted(state, tenant, counted, kept);
    }
  }

  Finding compare() {
    List<Mismatch> mismatches = database.sql(COMPARE).query(Mismatch.class).list();
    return new Finding(
        Kind.COUNTS,
        mismatches.stream().mapToLong(Mismatch::difference).sum(),
        mismatches.stream().limit(Finding.EXAMPLES).map(Mismatch::toString).toList());
  }
}
