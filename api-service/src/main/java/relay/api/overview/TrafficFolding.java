package relay.api.overview;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Folds rows of traffic together as they age, so that a range has few rows however much went
 * through. Each fold is one statement: whoever reads meanwhile sees a row or the sum that it is
 * part of, and never both.
 */
@Component
class TrafficFolding {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BATCH = 20_000;

  /** Several services may fold at once; each takes rows that no other has taken. */
  private static final String FOLD =
      """
      WITH folded AS (
        DELETE FROM traffic
         WHERE ctid = ANY (ARRAY(SELECT ctid
                                   FROM traffic
                                  WHERE tier = :tier - 1
                                    AND at < now() - :age::bigint * interval '1 second'
                                  LIMIT :batch
                                    FOR UPDATE SKIP LOCKED))
        RETURNING *
      ), summed AS (
        INSERT INTO traffic (tenant, at, tier, webhook_id, latency_bucket, accepted, succeeded, failed)
        SELECT tenant, date_bin(:step::bigint * interval '1 second', at, timestamptz 'epoch'), :tier,
               webhook_id, latency_bucket, sum(accepted), sum(succeeded), sum(failed)
          FROM folded
         GROUP BY 1, 2, webhook_id, latency_bucket
      )
      SELECT count(*) FROM folded
      """;

  private static final String FORGET =
      "DELETE FROM traffic WHERE tier = 4 AND at < now() - interval '8 days'";

  /**
   * Into which steps rows are folded, and from which age on: not before the range that shows them
   * in smaller steps is over.
   */
  private record Tier(int number, Duration step, Duration age) {}

  private static final List<Tier> TIERS =
      List.of(
          new Tier(1, Duration.ofMinutes(1), Duration.ZERO),
          new Tier(2, Duration.ofMinutes(5), Duration.ofMinutes(70)),
          new Tier(3, Duration.ofMinutes(15), Duration.ofHours(7)),
          new Tier(4, Duration.ofHours(2), Duration.ofHours(27)));

  private final JdbcClient database;
  private final BackgroundLoop folding;

  TrafficFolding(JdbcClient database) {
    this.database = database;
    this.folding = BackgroundLoop.start("traffic-folding", PAUSE, this::fold);
  }

  private boolean fold() {
    boolean more = false;
    for (Tier tier : TIERS) {
      int folded =
          database
              .sql(FOLD)
              .param("tier", tier.number())
              .param("age", tier.age().toSeconds())
              .param("step", tier.step().toSeconds())
              .param("batch", BATCH)
              .query(Integer.class)
              .single();
      more |= folded == BATCH;
    }
    database.sql(FORGET).update();
    return more;
  }

  @PreDestroy
  void close() {
    folding.close();
  }
}
