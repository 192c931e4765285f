package relay.testservers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import relay.stack.process.Ports;
import relay.stack.servers.Folders;

/**
 * PgBouncer, which gives each transaction whichever connection is free. It has fewer of them than a
 * service has, so that what one leaves in a session meets the others.
 */
public final class PgBouncer implements AutoCloseable {
  private static final int CONNECTIONS = 3;
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);

  /**
   * But what it sets itself for whom it gives a connection to, what the driver sets for all, the
   * schema of the tables, which Flyway puts first, and what each transaction begins with anew.
   */
  private static final String LEFT =
      """
      SELECT name || ' = ' || setting
        FROM pg_settings
       WHERE source = 'session'
         AND name NOT IN ('application_name', 'client_encoding', 'DateStyle', 'TimeZone',
                          'standard_conforming_strings', 'extra_float_digits', 'search_path',
                          'transaction_isolation')
       UNION ALL
      SELECT 'prepared: ' || statement FROM pg_prepared_statements
       UNION ALL
      SELECT 'temporary: ' || relname FROM pg_class WHERE relpersistence = 't'
       UNION ALL
      SELECT 'listens: ' || channel FROM pg_listening_channels() AS channel
       UNION ALL
      SELECT 'locked: ' || objid FROM pg_locks WHERE locktype = 'advisory'
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  private PgBouncer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Where it is installed, as by {@code apt install pgbouncer}. */
  public static Optional<Path> installed() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it in front of a server. */
  public static PgBouncer start(Path program, TestPostgres postgres) throws IOException {
    Path folder = Files.createTempDirectory("relay-pgbouncer-");
    int port = Ports.free();
    URI server = URI.create(postgres.url().substring("jdbc:".length()));
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=%s port=%d user=%s password=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = %d
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(
                server.getHost(),
                server.getPort(),
                postgres.user(),
                postgres.password(),
                port,
                CONNECTIONS));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    if (System.getProperty("user.name").equals("root")) {
      // As root it does not run.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PgBouncer started = new PgBouncer(folder, port, process);
    Awaitility.await().atMost(READY_WITHIN).until(() -> Ports.isAnswering(port));
    return started;
  }

  /** The JDBC URL of a database behind it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** What was left in the sessions of a database that others would find there. */
  public List<String> leftInSessions(String database) throws SQLException {
    List<Connection> all = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Connection connection = DriverManager.getConnection(url(database) + "?prepareThreshold=0");
        all.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(LEFT)) {
          while (rows.next()) {
            left.add(rows.getString(1));
          }
        }
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    return left;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Folders.delete(folder);
  }
}
