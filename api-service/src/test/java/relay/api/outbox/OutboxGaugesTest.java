package relay.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.OutageTest;
import relay.model.EventId;
import relay.testservers.TestServers;

@OutageTest
class OutboxGaugesTest {
  private static final String ROWS = "relay_outbox_rows";
  private static final String AGE = "relay_outbox_oldest_age_seconds";

  @Autowired Api api;
  @Autowired JdbcClient database;

  @Test
  void the_outbox_is_counted_and_its_oldest_event_has_an_age_that_grows() {
    empty();
    await().atMost(Api.PATIENCE).until(() -> api.metric(ROWS) == 0 && api.metric(AGE) == 0);

    EventId oldest = api.event(Api.newType());
    api.event(Api.newType());
    await().atMost(Api.PATIENCE).until(() -> api.metric(ROWS) == 2);

    double age = Duration.between(oldest.createdAt(), Instant.now()).toMillis() / 1000.0;
    assertThat(api.metric(AGE)).isCloseTo(age, Offset.offset(1.0));
    await().atMost(Api.PATIENCE).until(() -> api.metric(AGE) > age + 0.1);

    empty();
    await().atMost(Api.PATIENCE).until(() -> api.metric(ROWS) == 0 && api.metric(AGE) == 0);
  }

  @Test
  void without_the_database_the_gauges_say_that_nothing_is_known() {
    TestServers.stoppable().postgres().stop();
    try {
      await()
          .atMost(Api.PATIENCE)
          .until(() -> Double.isNaN(api.metric(ROWS)) && Double.isNaN(api.metric(AGE)));
    } finally {
      TestServers.stoppable().postgres().start();
    }

    await().atMost(Api.PATIENCE).until(() -> !Double.isNaN(api.metric(ROWS)));
  }

  /** No worker runs here, so what other tests posted is still there. */
  private void empty() {
    database.sql("DELETE FROM outbox").update();
  }
}
