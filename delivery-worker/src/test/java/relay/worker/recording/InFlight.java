package relay.worker.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;
import relay.worker.attempt.Outcome;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import relay.worker.retry.NextStep;

/** Deliveries in flight, and how they may end. */
final class InFlight {
  private InFlight() {}

  /** In the partition after the next, so many for each webhook; returns the claims of some. */
  static List<Claim> make(JdbcClient database, int webhooks, int each, int claims) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, lease_until, claim_token)
            SELECT uuidv7(), uuidv7(interval '6 days'), w.id, 'in_flight', now() + interval '1 h',
                   gen_random_uuid()
              FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) AS w
             CROSS JOIN generate_series(1, ?)
            """)
        .param(webhooks)
        .param(each)
        .update();
    return claims(database, claims);
  }

  /** One of each event; returns their claims. */
  static List<Claim> make(JdbcClient database, List<String> events) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, event_id, webhook_id, state, lease_until, claim_token)
            SELECT uuidv7(), id::uuid, uuidv7(), 'in_flight', now() + interval '1 h', gen_random_uuid()
              FROM unnest(?) AS e (id)
            """)
        .param(events.toArray(String[]::new))
        .update();
    return claims(database, events.size());
  }

  private static List<Claim> claims(JdbcClient database, int limit) {
    return database
        .sql("SELECT id, event_id, webhook_id, claim_token FROM deliveries LIMIT ?")
        .param(limit)
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

  static Attempted succeeded(Claim claim) {
    Outcome taken =
        new Outcome.Succeeded(new Outcome.Response(200, new Outcome.Headers(List.of(), 0), ""));
    return new Attempted(
        claim,
        new Attempt(AttemptId.next(), Duration.ofMillis(1), taken),
        new NextStep.Done(),
        Instant.now(),
        () -> {});
  }

  static Released released(Claim claim) {
    return new Released(claim, Instant.now(), () -> {});
  }

  static int count(JdbcClient database, String state) {
    return database
        .sql("SELECT count(*) FROM deliveries WHERE state = ?")
        .param(state)
        .query(Integer.class)
        .single();
  }
}
