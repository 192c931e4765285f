package relay.api.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.overview.Range.Window;
import relay.model.Tenant;
import relay.model.WebhookId;

/** Reads what charts are drawn from. Thread-safe. */
@Component
class Traffic {
  private static final String SUMS =
      """
      SELECT date_bin(:step::bigint * interval '1 second', at, :from) AS at, latency_bucket,
             sum(accepted) AS accepted, sum(succeeded) AS succeeded, sum(failed) AS failed
        FROM traffic
       WHERE at >= :from
         AND at < :to
         AND %s
       GROUP BY 1, 2
      """;

  /** All tiers are named, so that the index on tier and time serves. */
  private static final String OF_ALL =
      SUMS.formatted("tier = ANY ('{0,1,2,3,4}') AND tenant = :tenant");

  private static final String OF_WEBHOOK = SUMS.formatted("webhook_id = :webhook");

  private static final String WORST =
      """
      SELECT w.id, w.url, w.enabled, t.succeeded, t.failed
        FROM (SELECT webhook_id, sum(succeeded) AS succeeded, sum(failed) AS failed
                FROM traffic
               WHERE tenant = :tenant
                 AND at >= :from
                 AND at < :to
                 AND tier = ANY ('{0,1,2,3,4}')
                 AND webhook_id IS NOT NULL
               GROUP BY webhook_id
              HAVING sum(failed) > 0) AS t
        JOIN webhooks w ON w.id = t.webhook_id AND w.deleted_at IS NULL
       ORDER BY t.failed DESC, w.id
       LIMIT 10
      """;

  /** The figures of one step of a range. */
  record Step(Instant at, @JsonUnwrapped Figures figures) {}

  /** The figures of a range, in all and step by step. */
  record Series(Figures totals, List<Step> steps) {}

  /** A webhook and how its attempts ended. */
  record WorstWebhook(String webhookId, String url, boolean enabled, long succeeded, long failed) {}

  private final JdbcClient database;

  Traffic(JdbcClient database) {
    this.database = database;
  }

  /** The traffic of all webhooks of a tenant, and its events that were accepted. */
  Series of(Tenant tenant, Window window) {
    Sums sums = new Sums(window);
    statement(OF_ALL, window).param("tenant", tenant.name()).query(sums::add);
    return sums.series();
  }

  /** The traffic of one webhook, whose tenant was checked. */
  Series of(WebhookId webhook, Window window) {
    Sums sums = new Sums(window);
    statement(OF_WEBHOOK, window).param("webhook", webhook.uuid()).query(sums::add);
    return sums.series();
  }

  /** The webhooks with the most failed attempts. */
  List<WorstWebhook> worst(Tenant tenant, Window window) {
    return database
        .sql(WORST)
        .param("tenant", tenant.name())
        .param("from", window.from().atOffset(ZoneOffset.UTC))
        .param("to", window.to().atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new WorstWebhook(
                    new WebhookId(row.getObject("id", UUID.class)).toString(),
                    row.getString("url"),
                    row.getBoolean("enabled"),
                    row.getLong("succeeded"),
                    row.getLong("failed")))
        .list();
  }

  private JdbcClient.StatementSpec statement(String sql, Window window) {
    return database
        .sql(sql)
        .param("step", window.step().toSeconds())
        .param("from", window.from().atOffset(ZoneOffset.UTC))
        .param("to", window.to().atOffset(ZoneOffset.UTC));
  }

  /** Adds rows up, each to its step and to the whole. */
  private static final class Sums {
    private final Window window;
    private final Sum whole = new Sum();
    private final List<Sum> steps = new ArrayList<>();

    Sums(Window window) {
      this.window = window;
      for (int step = 0; step < window.steps(); step++) {
        steps.add(new Sum());
      }
    }

    void add(ResultSet row) throws SQLException {
      Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
      int step = (int) Duration.between(window.from(), at).dividedBy(window.step());
      steps.get(step).add(row);
      whole.add(row);
    }

    Series series() {
      List<Step> figures = new ArrayList<>();
      for (int step = 0; step < steps.size(); step++) {
        Instant at = window.from().plus(window.step().multipliedBy(step));
        figures.add(new Step(at, steps.get(step).figures()));
      }
      return new Series(whole.figures(), figures);
    }
  }

  private static final class Sum {
    private final Latencies latencies = new Latencies();
    private long accepted;
    private long succeeded;
    private long failed;

    void add(ResultSet row) throws SQLException {
      accepted += row.getLong("accepted");
      succeeded += row.getLong("succeeded");
      failed += row.getLong("failed");
      @Nullable Integer bucket = row.getObject("latency_bucket", Integer.class);
      if (bucket != null) {
        latencies.add(bucket, row.getLong("succeeded"));
      }
    }

    Figures figures() {
      return new Figures(accepted, succeeded, failed, latencies.percentiles());
    }
  }
}
