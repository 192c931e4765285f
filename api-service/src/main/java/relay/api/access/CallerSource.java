package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Knows callers by one kind of credential. Thread-safe. */
public interface CallerSource {
  /**
   * The caller, or {@code null} if the request has no such credential.
   *
   * @throws relay.api.problem.Problem if it has one that is not valid (any more)
   */
  @Nullable Caller caller(HttpServletRequest request);

  /**
   * The caller of a request that was let in before and goes on, if they were still let in now.
   *
   * @throws relay.api.problem.Problem as above
   */
  default @Nullable Caller callerAgain(HttpServletRequest request) {
    return caller(request);
  }
}
