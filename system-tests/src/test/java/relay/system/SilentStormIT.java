package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.system.Storm.event;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.Service;
import relay.stack.ServiceProcess;

class SilentStormIT {
  private static final int CLIENTS = 5_000;

  @TempDir Path data;

  @Test
  void clients_that_get_no_answer_do_not_end_the_process() throws Exception {
    try (Storm storm = new Storm(data)) {
      ServiceProcess database = storm.stack().process(Service.POSTGRESQL);
      database.freeze();
      try {
        storm.blow(CLIENTS, "/events", event(2_000));
      } finally {
        database.thaw();
      }
      storm.assertOver();
      assertThat(storm.allAnswers()).isPositive();
    }
  }
}
