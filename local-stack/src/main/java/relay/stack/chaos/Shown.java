package relay.stack.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import relay.stack.ledger.StoredDelivery;
import relay.stack.servers.Durability;
import relay.stack.servers.PostgresServer;

/**
 * What the relay shows of events and deliveries at the end, read from the rows that its API and its
 * dashboard read.
 *
 * @param events the number of each
 * @param deliveries all of them
 * @param changedAfterSuccess how many changes were made to deliveries that had succeeded
 * @param auditDifference what the relay's own audit found
 */
record Shown(
    List<Integer> events,
    List<StoredDelivery> deliveries,
    int changedAfterSuccess,
    int auditDifference) {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Counts from now on what nobody may do: no sampling would see it all. */
  static void watch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE changed_after_success (delivery_id uuid);

          CREATE FUNCTION note_change_after_success() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO changed_after_success VALUES (OLD.id);
            RETURN coalesce(NEW, OLD);
          END $$;

          CREATE TRIGGER change_after_success
            BEFORE UPDATE OR DELETE ON deliveries
            FOR EACH ROW WHEN (OLD.state = 'succeeded')
            EXECUTE FUNCTION note_change_after_success();
          """);
    }
  }

  /** Waits until nothing is on its way any more, or no longer than it may take. */
  static Shown awaitEnd(PostgresServer server, Duration within, Consumer<String> say)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(within);
    try (Connection connection = server.connect()) {
      Durability.check(connection);
      long open = open(connection);
      say.accept("No event is posted any more; %d are on their way".formatted(open));
      while (open > 0 && Instant.now().isBefore(deadline)) {
        Thread.sleep(BETWEEN_LOOKS);
        open = open(connection);
      }
      return read(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("The database of the run cannot be read.", failure);
    }
  }

  private static long open(Connection connection) throws SQLException {
    return count(
        connection,
        """
        SELECT (SELECT count(*) FROM outbox)
             + (SELECT count(*) FROM deliveries
                 WHERE state IN ('pending', 'in_flight', 'retrying'))
        """);
  }

  private static Shown read(Connection connection) throws SQLException {
    List<Integer> events = new ArrayList<>();
    List<StoredDelivery> deliveries = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("SELECT (data::json->>'number')::int FROM events")) {
        while (row.next()) {
          events.add(row.getInt(1));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT (e.data::json->>'number')::int, regexp_replace(w.url, '^.*/', ''), d.state
                FROM deliveries d
                JOIN events e ON e.id = d.event_id
                JOIN webhooks w ON w.id = d.webhook_id
              """)) {
        while (row.next()) {
          deliveries.add(new StoredDelivery(row.getInt(1), row.getString(2), row.getString(3)));
        }
      }
    }
    int changed = (int) count(connection, "SELECT count(*) FROM changed_after_success");
    int difference =
        (int) count(connection, "SELECT events + deliveries + stuck + counts FROM invariant_audit");
    return new Shown(events, deliveries, changed, difference);
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
