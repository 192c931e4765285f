package relay.bench.limit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import relay.stack.servers.PostgresServer;

/**
 * What PostgreSQL takes at most: rows of some 350 bytes with two unique indexes, a hundred in each
 * transaction, from two clients.
 */
final class BareInsert {
  private static final int CLIENTS = 2;
  private static final int ROWS = 100;
  private static final String BODY = "The quick brown fox jumps over the lazy dog. ".repeat(7);

  private static final String INSERT =
      """
      INSERT INTO bare_insert (id, key, body)
      SELECT * FROM unnest(?, ?, ?)
      """;

  private BareInsert() {}

  /** Rows a second. */
  static double measure(PostgresServer server, Duration time) throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bare_insert");
      statement.execute(
          "CREATE TABLE bare_insert (id uuid PRIMARY KEY, key text UNIQUE, body text)");
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        List<Future<Double>> rates = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
          rates.add(clients.submit(() -> insert(server, time)));
        }
        double sum = 0;
        for (Future<Double> rate : rates) {
          sum += rate.get();
        }
        return sum;
      } finally {
        statement.execute("DROP TABLE bare_insert");
      }
    }
  }

  private static double insert(PostgresServer server, Duration time) throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long start = System.nanoTime();
      long rows = 0;
      while (System.nanoTime() - start < time.toNanos()) {
        UUID[] ids = new UUID[ROWS];
        String[] keys = new String[ROWS];
        String[] bodies = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
          ids[row] = UUID.randomUUID();
          keys[row] = ids[row].toString();
          bodies[row] = BODY;
        }
        insert.setArray(1, array(connection, "uuid", ids));
        insert.setArray(2, array(connection, "text", keys));
        insert.setArray(3, array(connection, "text", bodies));
        rows += insert.executeUpdate();
      }
      return rows / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }
}
