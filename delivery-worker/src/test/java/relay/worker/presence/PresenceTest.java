package relay.worker.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class PresenceTest {
  @Autowired JdbcClient database;

  @Test
  void a_worker_shows_itself_again_and_again_until_it_leaves() {
    Presence other = new Presence(database);
    await().atMost(Relay.PATIENCE).until(() -> workers() >= 2);

    database.sql("UPDATE workers SET seen_at = now() - interval '10 minutes'").update();
    await().atMost(Relay.PATIENCE).until(() -> workers() >= 2);

    long before = all();
    other.leave();
    assertThat(all()).isEqualTo(before - 1);
  }

  @Test
  void a_worker_that_was_killed_is_forgotten() {
    database
        .sql("INSERT INTO workers VALUES (gen_random_uuid(), now(), now() - interval '61 minutes')")
        .update();

    await()
        .atMost(Relay.PATIENCE)
        .until(
            () ->
                database
                    .sql("SELECT count(*) FROM workers WHERE seen_at < now() - interval '1 hour'")
                    .query(Long.class)
                    .single(),
            Long.valueOf(0)::equals);
  }

  private long workers() {
    return database
        .sql("SELECT count(*) FROM workers WHERE seen_at > now() - interval '1 minute'")
        .query(Long.class)
        .single();
  }

  private long all() {
    return database.sql("SELECT count(*) FROM workers").query(Long.class).single();
  }
}
