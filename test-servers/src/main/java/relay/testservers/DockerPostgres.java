package relay.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;
import relay.stack.process.Ports;
import relay.stack.servers.Durability;

/** PostgreSQL in a container, with the {@code fsync} that Testcontainers would switch off. */
final class DockerPostgres implements TestPostgres {
  private final Shared container = new Shared();

  PostgreSQLContainer container() {
    return container;
  }

  @Override
  public synchronized void start() {
    ContainerProcess.start(container);
    try (Connection connection = DriverManager.getConnection(url(), user(), password())) {
      Durability.check(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("PostgreSQL does not answer", failure);
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
