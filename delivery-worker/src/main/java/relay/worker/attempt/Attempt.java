package relay.worker.attempt;

import java.time.Duration;
import relay.model.AttemptId;

/**
 * One POST that was made or tried.
 *
 * @param id made when the attempt started, so that it tells when that was
 */
public record Attempt(AttemptId id, Duration duration, Outcome outcome) {}
