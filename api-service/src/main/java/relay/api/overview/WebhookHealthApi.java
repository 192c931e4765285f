package relay.api.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.deliveries.DeliveryCounts;
import relay.api.overview.Range.Window;
import relay.api.paging.CappedCounts;
import relay.api.problem.Problem;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.WebhookId;

/** GET /webhooks/{id}/health. */
@RestController
class WebhookHealthApi {
  private static final String EXISTS =
      "SELECT EXISTS (SELECT FROM webhooks WHERE id = ? AND tenant = ? AND deleted_at IS NULL)";

  /** Newest first: the last success of a webhook that works is among its latest attempts. */
  private static final String LAST_SUCCESS =
      """
      SELECT id
        FROM delivery_logs
       WHERE webhook_id = ?
         AND outcome = 'succeeded'
       ORDER BY id DESC
       LIMIT 1
      """;

  private static final String CAUSES =
      """
      SELECT reason, response_code, count(*) AS attempts,
             (array_agg(id          ORDER BY id DESC))[1] AS last_id,
             (array_agg(error       ORDER BY id DESC))[1] AS last_error,
             (array_agg(delivery_id ORDER BY id DESC))[1] AS last_delivery_id
        FROM (SELECT id, delivery_id, reason, response_code, error
                FROM delivery_logs
               WHERE webhook_id = ?
                 AND outcome = 'failed'
               ORDER BY id DESC
               LIMIT 1000) AS latest
       GROUP BY reason, response_code
       ORDER BY attempts DESC, last_id DESC
      """;

  /** Failed attempts with one cause. */
  record Cause(
      String reason,
      @Nullable Integer responseCode,
      long attempts,
      Instant lastAt,
      @Nullable String lastError,
      String lastDeliveryId) {

    static Cause of(ResultSet row) throws SQLException {
      return new Cause(
          row.getString("reason"),
          row.getObject("response_code", Integer.class),
          row.getLong("attempts"),
          new AttemptId(row.getObject("last_id", UUID.class)).createdAt(),
          row.getString("last_error"),
          new DeliveryId(row.getObject("last_delivery_id", UUID.class)).toString());
    }
  }

  /** How a webhook has been doing. */
  record WebhookHealth(
      Instant from,
      Instant to,
      long stepSeconds,
      Figures totals,
      List<Traffic.Step> series,
      Map<String, Long> counts,
      boolean capped,
      @Nullable Instant lastSuccessAt,
      List<Cause> causes) {}

  private final JdbcClient database;
  private final Traffic traffic;
  private final DeliveryCounts counts;
  private final Clock clock = Clock.systemUTC();

  WebhookHealthApi(JdbcClient database, Traffic traffic, DeliveryCounts counts) {
    this.database = database;
    this.traffic = traffic;
    this.counts = counts;
  }

  @GetMapping("/webhooks/{id}/health")
  @Needs(Scope.READ)
  WebhookHealth health(
      Caller caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters) {
    WebhookId webhook = Problem.parse("id", id, WebhookId::parse);
    Window window = RangeQuery.of(parameters).until(clock);
    if (!database
        .sql(EXISTS)
        .param(webhook.uuid())
        .param(caller.tenant().name())
        .query(Boolean.class)
        .single()) {
      throw Problem.notFound("webhook", webhook);
    }
    Traffic.Series series = traffic.of(webhook, window);
    CappedCounts states = counts.of(caller.tenant(), webhook);
    return new WebhookHealth(
        window.from(),
        window.to(),
        window.step().toSeconds(),
        series.totals(),
        series.steps(),
        states.counts(),
        states.capped(),
        lastSuccessAt(webhook),
        database.sql(CAUSES).param(webhook.uuid()).query((row, _) -> Cause.of(row)).list());
  }

  private @Nullable Instant lastSuccessAt(WebhookId webhook) {
    return database
        .sql(LAST_SUCCESS)
        .param(webhook.uuid())
        .query(UUID.class)
        .optional()
        .map(id -> new AttemptId(id).createdAt())
        .orElse(null);
  }
}
