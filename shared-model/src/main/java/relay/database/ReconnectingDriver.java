package relay.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import relay.loop.RepeatedFailure;

/**
 * PostgreSQL's driver, for a pool: it notices within a quarter of a second that a server is back.
 * After each failure HikariCP waits twice as long as before, up to five seconds, and has no setting
 * for it. So this driver fails once, which tells whoever waits for a connection; from then on it
 * returns to the pool only when the server answers.
 *
 * <p>HikariCP makes it by its name, {@code spring.datasource.hikari.driver-class-name}, and calls
 * it from one thread, which it interrupts when the pool is closed. Thread-safe.
 */
public final class ReconnectingDriver implements Driver {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * The SQLSTATE of the driver for a missing password, or for TLS that the server does not offer:
   * waiting does not help.
   */
  private static final String REJECTED = "08004";

  /** Whoever still waits then would hold up the end: Spring waits for a start before it closes. */
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "no-connections"));
  }

  private final RepeatedFailure outage =
      new RepeatedFailure(
          LoggerFactory.getLogger(ReconnectingDriver.class), "No connection to PostgreSQL");

  private volatile boolean away;

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    while (true) {
      try {
        Connection connection = postgres(url).connect(url, properties);
        away = false;
        outage.over();
        return connection;
      } catch (SQLException failure) {
        if (!ServerState.isOver(failure.getSQLState()) || REJECTED.equals(failure.getSQLState())) {
          throw failure;
        }
        outage.note(failure);
        if (!away || ending) {
          away = true;
          throw failure;
        }
        pause(failure);
      }
    }
  }

  private static void pause(SQLException failure) throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return postgres(url).acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    return postgres(url).getPropertyInfo(url, properties);
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  private static Driver postgres(String url) throws SQLException {
    return DriverManager.getDriver(url);
  }
}
