package relay.worker.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.NewDatabase;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;
import relay.worker.attempt.Outcome;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import relay.worker.retry.NextStep;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result looks for its own delivery alone, however many webhooks there are, also in a partition
 * that was empty when the plan was made.
 */
class ResultCostTest {
  private static final int WEBHOOKS = 50;

  /** So many that each webhook has pages of its own in an index. */
  private static final int DELIVERIES_EACH = 400;

  private static final int RESULTS = 200;

  private SingleConnectionDataSource source;
  private JdbcClient database;
  private ResultWriter writer;

  @BeforeEach
  void connect() throws SQLException {
    source = NewDatabase.make("results");
    database = JdbcClient.create(source);
    writer = new ResultWriter(new JdbcTemplate(source), JsonMapper.builder().build());
  }

  @AfterEach
  void disconnect() {
    source.destroy();
  }

  @Test
  void an_attempt_looks_for_its_own_delivery() {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeAttempts(List.of());
    }
    List<Attempted> results = claims().stream().map(ResultCostTest::attempted).toList();
    long before = searches();

    assertThat(writer.writeAttempts(results)).as("stale").isZero();

    assertLookedUp(before);
    assertThat(inState("succeeded")).isEqualTo(RESULTS);
  }

  @Test
  void what_is_given_back_looks_for_its_own_delivery() {
    for (int i = 0; i < NewDatabase.UNTIL_KEPT; i++) {
      writer.writeReleases(List.of());
    }
    List<Released> results =
        claims().stream().map(claim -> new Released(claim, Instant.now(), () -> {})).toList();
    long before = searches();

    writer.writeReleases(results);

    assertLookedUp(before);
    assertThat(inState("pending")).isEqualTo(RESULTS);
  }

  /** To lock it and to change it. */
  private void assertLookedUp(long before) {
    assertThat(searches() - before).isBetween((long) RESULTS, 3L * RESULTS);
  }

  private static Attempted attempted(Claim claim) {
    Outcome taken =
        new Outcome.Succeeded(new Outcome.Response(200, new Outcome.Headers(List.of(), 0), ""));
    return new Attempted(
        claim,
        new Attempt(AttemptId.next(), Duration.ofMillis(1), taken),
        new NextStep.Done(),
        Instant.now(),
        () -> {});
  }

  /** Of some deliveries in the partition after the next. */
  private List<Claim> claims() {
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, lease_until, claim_token)
            SELECT uuidv7(), uuidv7(interval '6 days'), w.id, 'in_flight', now() + interval '1 h',
                   gen_random_uuid()
              FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) AS w
             CROSS JOIN generate_series(1, ?)
            """)
        .param(WEBHOOKS)
        .param(DELIVERIES_EACH)
        .update();
    return database
        .sql("SELECT id, event_id, webhook_id, claim_token FROM deliveries LIMIT ?")
        .param(RESULTS)
        .query((row, _) -> claim(row))
        .list();
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        new DeliveryId(row.getObject("id", UUID.class)),
        Tenant.DEFAULT,
        new EventId(row.getObject("event_id", UUID.class)),
        new WebhookId(row.getObject("webhook_id", UUID.class)),
        row.getObject("claim_token", UUID.class),
        0,
        0,
        new EventType("a"),
        Instant.EPOCH,
        null,
        false,
        LeaseEnd.in(Duration.ofSeconds(45)));
  }

  /** Searches of indexes by this connection, and not yet reported to others. */
  private long searches() {
    return database
        .sql("SELECT sum(idx_scan) FROM pg_stat_xact_user_tables WHERE relname LIKE 'deliveries_%'")
        .query(Long.class)
        .single();
  }

  private int inState(String state) {
    return database
        .sql("SELECT count(*) FROM deliveries WHERE state = ?")
        .param(state)
        .query(Integer.class)
        .single();
  }
}
