package relay.worker.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.JdbcTemplate;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.recording.Result.Attempted;
import relay.worker.recording.Result.Released;
import relay.worker.retry.NextStep;
import tools.jackson.databind.json.JsonMapper;

/** Lets a test record as a worker does, in the batches that it chooses. */
@NullMarked
public final class Results {
  private final ResultWriter writer;

  public Results(JdbcTemplate database) {
    this.writer = new ResultWriter(database, new JsonMapper());
  }

  /** How a claim ended. */
  public record Ended(Claim claim, Attempt attempt, NextStep next) {}

  /** Returns how many came too late. */
  public int attempted(List<Ended> batch) {
    var now = Instant.now();
    return writer.writeAttempts(
        batch.stream()
            .map(
                ended -> new Attempted(ended.claim(), ended.attempt(), ended.next(), now, () -> {}))
            .toList());
  }

  /** Gives claims back without an attempt. */
  public void released(List<Claim> batch) {
    var now = Instant.now();
    writer.writeReleases(batch.stream().map(claim -> new Released(claim, now, () -> {})).toList());
  }
}
