package relay.worker.attempt;

import java.time.Duration;
import java.util.List;
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
  record Response(int status, Headers headers, String body) {
    /** Hides what the endpoint answered, which is not the relay's to tell. */
    @Override
    public String toString() {
      return "Response[" + status + "]";
    }
  }

  /**
   * The headers of an answer, secrets redacted.
   *
   * @param kept in the order in which they came, repeated ones as well
   * @param leftOut how many came besides
   */
  record Headers(List<Header> kept, int leftOut) {}

  /** One of them. */
  record Header(String name, String value) {}
}
