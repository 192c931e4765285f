package relay.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.postgresql.PostgreSQLContainer;
import relay.stack.process.Ports;
import relay.stack.servers.Durability;

/** PostgreSQL in a container, with the {@code fsync} that Testcontainers would switch off. */
final class DockerPostgres implements TestPostgres {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** {@code cannot_connect_now}: it starts up. */
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final Shared container = new Shared();

  synchronized void startFirst() {
    if (ContainerProcess.isNew(container)) {
      start();
    }
  }

  @Override
  public synchronized void start() {
    ContainerProcess.start(container);
    awaitAnswer(Instant.now().plus(ContainerProcess.STARTS_WITHIN));
  }

  /** After a crash the port is open before the recovery has ended. */
  private void awaitAnswer(Instant deadline) {
    while (true) {
      try (Connection connection = DriverManager.getConnection(url(), user(), password())) {
        Durability.check(connection);
        return;
      } catch (SQLException failure) {
        if (!CANNOT_CONNECT_NOW.equals(failure.getSQLState()) || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("PostgreSQL does not answer", failure);
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  @Override
  public synchronized void stop() {
    ContainerProcess.kill(container);
  }

  @Override
  public String url() {
    return container.getJdbcUrl();
  }

  @Override
  public String user() {
    return container.getUsername();
  }

  @Override
  public String password() {
    return container.getPassword();
  }

  /** A context that is closed must not take the server from the other contexts. */
  private static final class Shared extends PostgreSQLContainer {
    Shared() {
      super("postgres:18");
      setCommand("postgres", "-c", "fsync=on", "-c", "synchronous_commit=on");
      setPortBindings(List.of(Ports.free() + ":" + POSTGRESQL_PORT));
    }

    @Override
    public void close() {}
  }
}
