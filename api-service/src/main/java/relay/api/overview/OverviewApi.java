package relay.api.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.deliveries.DeliveryCounts;
import relay.api.outbox.OutboxLevel;
import relay.api.overview.Range.Window;
import relay.model.Tenant;

/** GET /overview. */
@RestController
class OverviewApi {
  private static final String OLDEST_DUE =
      "SELECT due_at FROM oldest_due_by_tenant WHERE tenant = ?";

  /** Events accepted and not yet fanned out. */
  record Outbox(long events, @Nullable Instant oldestAt) {}

  /** How the relay is doing. */
  record Overview(
      Instant from,
      Instant to,
      long stepSeconds,
      Figures totals,
      List<Traffic.Step> series,
      Map<String, Long> counts,
      Outbox outbox,
      @Nullable Instant oldestDueAt,
      List<Traffic.WorstWebhook> worst,
      Components.Health health) {}

  private final Traffic traffic;
  private final DeliveryCounts counts;
  private final OutboxLevel outbox;
  private final Components components;
  private final JdbcClient database;
  private final Clock clock = Clock.systemUTC();

  OverviewApi(
      Traffic traffic,
      DeliveryCounts counts,
      OutboxLevel outbox,
      Components components,
      JdbcClient database) {
    this.traffic = traffic;
    this.counts = counts;
    this.outbox = outbox;
    this.components = components;
    this.database = database;
  }

  @GetMapping("/overview")
  @Needs(Scope.READ)
  Overview overview(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    Window window = RangeQuery.of(parameters).until(clock);
    Traffic.Series series = traffic.of(caller.tenant(), window);
    OutboxLevel.Level level = outbox.read(caller.tenant());
    return new Overview(
        window.from(),
        window.to(),
        window.step().toSeconds(),
        series.totals(),
        series.steps(),
        counts.of(caller.tenant()),
        new Outbox(level.events(), level.oldest() == null ? null : level.oldest().createdAt()),
        oldestDueAt(caller.tenant()),
        traffic.worst(caller.tenant(), window),
        components.health(level));
  }

  private @Nullable Instant oldestDueAt(Tenant tenant) {
    return database
        .sql(OLDEST_DUE)
        .param(tenant.name())
        .query((row, _) -> row.getObject("due_at", OffsetDateTime.class))
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElse(null);
  }
}
