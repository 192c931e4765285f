package relay.worker.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one POST. */
public sealed interface Outcome {

  /** The endpoint took the delivery. */
  record Succeeded(Response response) implements Outcome {}

  /**
   * The delivery was not taken, so far as the relay knows.
   *
   * @param error in words an operator can act on
   * @param response absent if none came
   * @param retryAfter what the endpoint asked for
   */
  record Failed(
      Reason reason, String error, @Nullable Response response, @Nullable Duration retryAfter)
      implements Outcome {}

  /**
   * An answer of the endpoint.
   *
   * @param body the first 16 KiB at most
   */
  record Response(int status, String body) {}
}
