package relay.api.ingest;

import java.util.Locale;
import relay.api.problem.Problem;

/** How a request that posts events ended: the values of the label {@code outcome}. */
enum IngestOutcome {
  ACCEPTED,
  REPLAYED,
  INVALID,
  CONFLICT,
  TOO_LARGE,
  UNAVAILABLE,
  FAILED;

  static IngestOutcome of(RuntimeException failure) {
    if (!(failure instanceof Problem problem)) {
      return FAILED;
    }
    return switch (problem.kind()) {
      case VALIDATION, UNSUPPORTED_MEDIA_TYPE, TIMEOUT -> INVALID;
      case IDEMPOTENCY_KEY_REUSED -> CONFLICT;
      case TOO_LARGE -> TOO_LARGE;
      case UNAVAILABLE -> UNAVAILABLE;
      case UNAUTHORIZED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          CONFLICT,
          TOO_MANY_REQUESTS,
          INTERNAL ->
          FAILED;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
