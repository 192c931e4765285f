package relay.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import relay.stack.process.Command;
import relay.stack.process.Platform;
import relay.stack.process.Program;
import relay.stack.process.SecretFile;
import relay.stack.process.Signal;
import relay.stack.process.StackException;

/**
 * A PostgreSQL that keeps its data in one folder, listens on loopback only, and flushes every
 * commit to the disk: "accepted is safe" stands on it.
 *
 * @param folder holds the data, the password, and the logs of the preparation
 * @param port the TCP port
 * @param password of {@link #USER}
 */
public record PostgresServer(Path folder, int port, String password) {
  public static final String USER = "relay";
  private static final String DATABASE = "relay";
  private static final Duration INIT_WITHIN = Duration.ofMinutes(1);

  /** Long enough for the recovery after a crash under load. */
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  private static final int MAX_CONNECTIONS = 120;

  /** The server of a folder; its password is made there if there is none. */
  public static PostgresServer in(Path folder, int port) {
    return new PostgresServer(folder, port, SecretFile.readOrCreate(passwordFile(folder)));
  }

  /** Makes an empty database if there is none. */
  public void prepare() throws InterruptedException {
    if (!Files.exists(data())) {
      create();
    }
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("password");
  }

  private void create() throws InterruptedException {
    // Under another name first, so that one killed half-way is not taken for a database.
    Path half = folder.resolve("data-unfinished");
    try {
      Folders.delete(half);
      Command.run(
          "create a PostgreSQL database",
          Platform.withoutRoot(
              List.of(
                  PostgresBinaries.folder().resolve("initdb").toString(),
                  "--pgdata=" + half,
                  "--username=" + USER,
                  "--pwfile=" + passwordFile(folder),
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--no-locale")),
          folder.resolve("initdb.log"),
          INIT_WITHIN);
      Files.move(half, data());
    } catch (IOException failure) {
      throw StackException.disk("%s cannot be written".formatted(data()), failure);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** What to run. */
  public Program program() {
    return new Program(
        "postgresql",
        Platform.withoutRoot(
            List.of(
                PostgresBinaries.folder().resolve("postgres").toString(),
                "-D",
                data().toString(),
                setting("port", port),
                setting("listen_addresses", "127.0.0.1"),
                setting("unix_socket_directories", ""),
                setting("fsync", "on"),
                setting("synchronous_commit", "on"),
                setting("max_connections", MAX_CONNECTIONS),
                setting("shared_buffers", "256MB"))),
        Map.of(),
        Signal.INT,
        STARTS_WITHIN,
        this::isReady);
  }

  private static String setting(String name, Object value) {
    return "--%s=%s".formatted(name, value);
  }

  public String url() {
    return url(port);
  }

  /** The same database, reached through another port. */
  public String url(int through) {
    return url(through, DATABASE);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Looks into the database, past all that may lie between it and the services. */
  public Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  private Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", USER);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "2");
    login.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(url(port, database), login);
  }

  /**
   * Whether it answers and has its database, which is made if there is none.
   *
   * @throws StackException if it answers but could lose what it commits
   */
  public boolean isReady() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      Durability.check(connection);
      try (ResultSet found =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return true;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }
}
