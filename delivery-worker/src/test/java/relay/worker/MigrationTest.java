package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.migration.MigrationPatience;

@WorkerTest
class MigrationTest {
  @Autowired Flyway flyway;

  /** Whichever service starts first migrates. */
  @Test
  void a_migration_has_the_time_that_it_needs() {
    assertThat(flyway.getConfiguration().getCallbacks())
        .hasAtLeastOneElementOfType(MigrationPatience.class);
  }
}
