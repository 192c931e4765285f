package relay.worker.recording;

import java.time.Instant;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.retry.NextStep;

/** How a claim ended. */
sealed interface Result {
  Claim claim();

  /** Since when it waits to be recorded. */
  Instant since();

  /** Called once the result is in the database, or can never be. */
  Runnable settled();

  /** An attempt was made. */
  record Attempted(Claim claim, Attempt attempt, NextStep next, Instant since, Runnable settled)
      implements Result {}

  /** None was made, and the delivery goes back to where it was claimed from. */
  record Released(Claim claim, Instant since, Runnable settled) implements Result {}
}
