package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.system.Storm.event;

import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** It takes the whole machine. */
@Isolated
class BatchStormIT {
  private static final int CLIENTS = 100;

  @TempDir Path data;

  @Test
  void large_batches_do_not_end_the_process() throws Exception {
    String batch =
        "{\"events\": [%s]}".formatted(String.join(",", Collections.nCopies(32, event(250_000))));
    try (Storm storm = new Storm(data)) {
      storm.blow(CLIENTS, "/events/batch", batch);
      storm.assertOver();
      // Many times what there is memory for, so that it is given back.
      assertThat(storm.answers("202")).isGreaterThan(20);
      assertThat(storm.answers("503")).isPositive();
    }
  }
}
