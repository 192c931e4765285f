package relay.worker.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import relay.columns.Columns;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Response;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import relay.worker.retry.NextStep;
import tools.jackson.databind.json.JsonMapper;

/** Writes results, each kind as one statement for a whole batch. */
@Component
class ResultWriter {
  /**
   * A result changes a delivery only while its own claim holds; one that comes too late is kept as
   * a stale attempt, since the POST was made. Writing a batch twice changes nothing: by then no
   * claim of it holds, and its attempts are there.
   *
   * <p>Rows are locked in order of their ids, so that two workers cannot wait for each other. Each
   * is looked up by itself, first by {@code LIMIT 1} and then as a conflict: joined, the planner
   * goes by how few are in flight by its statistics, and the time grows with the square of the
   * batch. The webhook is named so that each index finds the one: of a partition that was empty
   * when the plan was made, the planner takes any.
   *
   * <p>In which partitions they are, the batch's first and last event say, before the statement
   * runs. Each row's own event may not: when a row that is to be locked has changed meanwhile,
   * PostgreSQL 18 frees what it chooses partitions with, uses it for the next row, and may crash.
   */
  private static final String ATTEMPTS =
      """
      WITH results AS (
        SELECT *
          FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::int[], ?::text[],
                      ?::bigint[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[], ?::text[],
                      ?::text[], ?::int[])
            AS r (attempt_id, delivery_id, event_id, webhook_id, tenant, token, attempt, state,
                  pause_ms, outcome, reason, response_code, response_headers, headers_left_out,
                  response_body, error, duration_ms)
      ), held AS (
        SELECT r.attempt_id, r.delivery_id, r.event_id, r.webhook_id, r.state,
               now() + r.pause_ms * interval '1 millisecond' AS next_attempt_at
          FROM (SELECT * FROM results ORDER BY delivery_id) AS r
         CROSS JOIN LATERAL (
               SELECT
                 FROM deliveries
                WHERE id = r.delivery_id
                  AND event_id BETWEEN ? AND ?
                  AND webhook_id = r.webhook_id
                  AND claim_token = r.token
                LIMIT 1
                  FOR UPDATE) AS d
      ), updated AS (
        INSERT INTO deliveries AS d (id, event_id, webhook_id, state, next_attempt_at)
        SELECT delivery_id, event_id, webhook_id, state, next_attempt_at FROM held
        ON CONFLICT (id, event_id) DO UPDATE
           SET state           = excluded.state,
               attempts        = d.attempts + 1,
               series_attempts = d.series_attempts + 1,
               next_attempt_at = excluded.next_attempt_at,
               claim_token     = NULL,
               lease_until     = NULL
      )
      INSERT INTO delivery_logs
             (id, delivery_id, event_id, webhook_id, tenant, attempt, outcome, reason, response_code,
              response_headers, response_headers_left_out, response_body, error, duration_ms,
              next_attempt_at, stale)
      SELECT r.attempt_id, r.delivery_id, r.event_id, r.webhook_id, r.tenant, r.attempt, r.outcome, r.reason,
             r.response_code, r.response_headers::jsonb, coalesce(r.headers_left_out, 0),
             r.response_body, r.error, r.duration_ms, held.next_attempt_at, held.attempt_id IS NULL
        FROM results r
        LEFT JOIN held ON held.attempt_id = r.attempt_id
      ON CONFLICT (id) DO NOTHING
      RETURNING stale
      """;

  private static final String RELEASES =
      """
      WITH held AS (
        SELECT r.delivery_id, r.event_id, r.webhook_id
          FROM (SELECT *
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[])
                    AS r (delivery_id, event_id, webhook_id, token)
                 ORDER BY delivery_id) AS r
         CROSS JOIN LATERAL (
               SELECT
                 FROM deliveries
                WHERE id = r.delivery_id
                  AND event_id BETWEEN ? AND ?
                  AND webhook_id = r.webhook_id
                  AND claim_token = r.token
                LIMIT 1
                  FOR UPDATE) AS d
      )
      INSERT INTO deliveries AS d (id, event_id, webhook_id, state, next_attempt_at)
      SELECT delivery_id, event_id, webhook_id, 'pending', now() FROM held
      ON CONFLICT (id, event_id) DO UPDATE
         SET state           = CASE WHEN d.series_attempts = 0 THEN 'pending' ELSE 'retrying' END,
             next_attempt_at = excluded.next_attempt_at,
             claim_token     = NULL,
             lease_until     = NULL
      """;

  /** Java's own order goes by the sign of each half. */
  private static final Comparator<UUID> AS_IN_POSTGRESQL =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private final JdbcTemplate database;
  private final JsonMapper json;

  ResultWriter(JdbcTemplate database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Returns how many of the attempts came too late to count. */
  int writeAttempts(List<Attempted> results) {
    return database.query(
        connection -> {
          PreparedStatement insert = connection.prepareStatement(ATTEMPTS);
          new Columns<>(insert, 1, results)
              .uuid(r -> r.attempt().id().uuid())
              .uuid(r -> r.claim().deliveryId().uuid())
              .uuid(r -> r.claim().eventId().uuid())
              .uuid(r -> r.claim().webhookId().uuid())
              .text(r -> r.claim().tenant().name())
              .uuid(r -> r.claim().token())
              .int4(r -> r.claim().attempts() + 1)
              .text(r -> r.next().state().label())
              .int8(r -> pauseMillis(r.next()))
              .text(r -> succeeded(r) ? "succeeded" : "failed")
              .text(ResultWriter::reason)
              .int4(answered(Response::status))
              .text(answered(answer -> pairs(answer.headers())))
              .int4(answered(answer -> answer.headers().leftOut()))
              .text(answered(Response::body))
              .text(ResultWriter::error)
              .int4(r -> (int) r.attempt().duration().toMillis());
          setPartitions(insert, 18, results);
          return insert;
        },
        ResultWriter::countStale);
  }

  void writeReleases(List<Released> results) {
    database.update(
        connection -> {
          PreparedStatement update = connection.prepareStatement(RELEASES);
          new Columns<>(update, 1, results)
              .uuid(r -> r.claim().deliveryId().uuid())
              .uuid(r -> r.claim().eventId().uuid())
              .uuid(r -> r.claim().webhookId().uuid())
              .uuid(r -> r.claim().token());
          setPartitions(update, 5, results);
          return update;
        });
  }

  private static void setPartitions(
      PreparedStatement statement, int first, List<? extends Result> results) throws SQLException {
    List<UUID> events =
        results.stream().map(r -> r.claim().eventId().uuid()).sorted(AS_IN_POSTGRESQL).toList();
    statement.setObject(first, events.isEmpty() ? null : events.getFirst(), Types.OTHER);
    statement.setObject(first + 1, events.isEmpty() ? null : events.getLast(), Types.OTHER);
  }

  private static int countStale(ResultSet inserted) throws SQLException {
    int stale = 0;
    while (inserted.next()) {
      if (inserted.getBoolean(1)) {
        stale++;
      }
    }
    return stale;
  }

  private static @Nullable Long pauseMillis(NextStep next) {
    return switch (next) {
      case NextStep.TryAgain(var pause) -> pause.toMillis();
      case NextStep.Done _, NextStep.GiveUp _ -> null;
    };
  }

  private static boolean succeeded(Attempted result) {
    return result.attempt().outcome() instanceof Outcome.Succeeded;
  }

  private static @Nullable Response response(Attempted result) {
    return switch (result.attempt().outcome()) {
      case Outcome.Succeeded(Response response) -> response;
      case Outcome.Failed failed -> failed.response();
    };
  }

  private static <T> Function<Attempted, @Nullable T> answered(Function<Response, T> part) {
    return result -> {
      Response response = response(result);
      return response == null ? null : part.apply(response);
    };
  }

  private String pairs(Headers headers) {
    return json.writeValueAsString(
        headers.kept().stream().map(header -> List.of(header.name(), header.value())).toList());
  }

  private static @Nullable String reason(Attempted result) {
    return result.attempt().outcome() instanceof Outcome.Failed failed
        ? failed.reason().label()
        : null;
  }

  private static @Nullable String error(Attempted result) {
    return result.attempt().outcome() instanceof Outcome.Failed failed ? failed.error() : null;
  }
}
