package relay.api.invariant;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.model.EventId;

/** The row in which the api-services keep together how far the audit is. Thread-safe. */
@Component
class AuditRow {
  /** Who has the lock audits; the others pass over it. */
  private static final String TAKE_IF_DUE =
      "SELECT checked_until FROM invariant_audit WHERE next_at <= now() FOR UPDATE SKIP LOCKED";

  private static final String STORE =
      """
      UPDATE invariant_audit
         SET checked_until = :end,
             next_at       = now() + :pause::bigint * interval '1 millisecond',
             audited_at    = now(),
             events        = coalesce(:events, events),
             deliveries    = coalesce(:deliveries, deliveries),
             stuck         = coalesce(:stuck, stuck),
             counts        = coalesce(:counts, counts)
      """;

  private static final String READ =
      """
      SELECT checked_until, audited_at, events, deliveries, stuck, counts
        FROM invariant_audit
       WHERE events IS NOT NULL
      """;

  private final JdbcClient database;

  AuditRow(JdbcClient database) {
    this.database = database;
  }

  /**
   * The latest audit, of whichever api-service.
   *
   * @param checkedUntil when the first event was accepted that it has not looked at
   */
  record Latest(Instant at, Instant checkedUntil, Map<Kind, Long> differences) {}

  /** The first id to look at, if it is time for this service to audit. */
  Optional<UUID> takeIfDue() {
    return database.sql(TAKE_IF_DUE).query(UUID.class).optional();
  }

  /** What was not looked at stays as it was found before. */
  void store(UUID end, Duration pause, List<Finding> findings) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Kind kind : Kind.values()) {
      values.put(kind.label(), null);
    }
    for (Finding finding : findings) {
      values.put(finding.kind().label(), finding.difference());
    }
    database.sql(STORE).param("end", end).param("pause", pause.toMillis()).params(values).update();
  }

  /** Empty if there was none yet. */
  Optional<Latest> latest() {
    return database
        .sql(READ)
        .query(
            (row, _) -> {
              Map<Kind, Long> differences = new EnumMap<>(Kind.class);
              for (Kind kind : Kind.values()) {
                differences.put(kind, row.getLong(kind.label()));
              }
              return new Latest(
                  row.getObject("audited_at", OffsetDateTime.class).toInstant(),
                  new EventId(row.getObject("checked_until", UUID.class)).createdAt(),
                  differences);
            })
        .optional();
  }
}
