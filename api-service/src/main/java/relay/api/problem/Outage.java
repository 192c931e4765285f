package relay.api.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import relay.database.ServerState;

/** Tells failures that pass by themselves from faults. */
public final class Outage {
  private static final int DEEPEST_CAUSE = 20;

  private Outage() {}

  /**
   * Whether the failure means that PostgreSQL can not be reached or does not serve now.
   *
   * <p>PostgreSQL and its driver give each error a code. One without is the pool's: it closed a
   * connection that had failed, and is asked to roll back what PostgreSQL gave up. That failure
   * then hides the one before it.
   *
   * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error
   *     codes: classes 08, 40, 53, 55, 57, and a server that became read-only</a>
   */
  public static boolean caused(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException error && isPassing(error.getSQLState()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** What a caller is told of it. */
  public static Problem problem() {
    return Problem.unavailable(
        ServerState.wasReadOnlyLately()
            ? "The database only allows reading (is it a standby?); repeat the request."
            : "The database does not answer; repeat the request.");
  }

  private static boolean isPassing(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("55")
        || state.startsWith("57")
        || state.equals("25006");
  }
}
