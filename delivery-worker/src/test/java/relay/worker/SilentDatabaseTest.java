package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WorkerTest
class SilentDatabaseTest {
  @Autowired HikariDataSource database;

  /** Less than the lease, so that what was claimed can still be sent or given back. */
  @Test
  void nothing_waits_for_ever_for_a_database_that_went_silent() {
    assertThat(seconds("connectTimeout")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(seconds("socketTimeout")).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private Duration seconds(String setting) {
    return Duration.ofSeconds(
        Long.parseLong(String.valueOf(database.getDataSourceProperties().get(setting))));
  }
}
