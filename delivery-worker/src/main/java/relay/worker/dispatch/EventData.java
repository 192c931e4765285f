package relay.worker.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.worker.attempt.Claim;

/** The data of a claim's event, read when it is sent if it was too large to wait in memory. */
@Component
class EventData {
  private static final String DATA = "SELECT data FROM events WHERE id = ?";

  private final JdbcClient database;

  EventData(JdbcClient database) {
    this.database = database;
  }

  byte[] of(Claim claim) {
    byte[] data = claim.data();
    return data != null
        ? data
        : database
            .sql(DATA)
            .param(claim.eventId().uuid())
            .query(String.class)
            .single()
            .getBytes(UTF_8);
  }
}
