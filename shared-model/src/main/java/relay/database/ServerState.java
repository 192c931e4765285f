package relay.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an error says of the server behind a connection.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public final class ServerState {
  private static final int DEEPEST_CAUSE = 20;

  /** {@code read_only_sql_transaction}: a standby, or one that was told to take no changes. */
  private static final String READ_ONLY = "25006";

  private static final Duration LATELY = Duration.ofSeconds(5);

  private static volatile Instant readOnlySeen = Instant.EPOCH;

  private ServerState() {}

  /** What the pool is told of: the rollback that fails then hides it from everybody else. */
  static void note(SQLException failure) {
    if (READ_ONLY.equals(failure.getSQLState())) {
      readOnlySeen = Instant.now();
    }
  }

  /** Whether a server refused a change in the last seconds because it only allows reading. */
  public static boolean wasReadOnlyLately() {
    return Instant.now().isBefore(readOnlySeen.plus(LATELY));
  }

  /**
   * Whether another connection may be to a server that serves: this one is read-only, ends, starts,
   * or is gone. Errors of class 53 are not among them, since another connection would meet the same
   * full disk.
   */
  static boolean isOver(@Nullable String state) {
    return state != null
        && (state.equals(READ_ONLY)
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("58"));
  }

  /** Whether a server refused a change because it only allows reading. */
  static boolean isReadOnly(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException error && READ_ONLY.equals(error.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
