package relay.api.problem;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relay.loop.RepeatedFailure;

/** What callers are told of failures, and what the log is told of them. */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final RepeatedFailure refused =
      new RepeatedFailure(log, "Requests are refused because PostgreSQL does not serve");

  private Failures() {}

  /** The problem that a request ends with that failed so. */
  public static Problem problem(Exception failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case Exception outage when Outage.caused(outage) -> outage(outage);
      default -> fault(failure);
    };
  }

  /** The cause may hold values of the request, so it goes to the log alone. */
  static Problem fault(Exception failure) {
    UUID reference = UUID.randomUUID();
    log.atError()
        .setCause(failure)
        .addKeyValue("reference", reference)
        .log("A request failed for a fault of the relay");
    return new Problem(
        Kind.INTERNAL,
        "Tell the relay's operator the reference %s; the log has the cause.".formatted(reference));
  }

  private static Problem outage(Exception failure) {
    refused.note(failure);
    return Outage.problem();
  }
}
