package relay.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.OutageTest;
import relay.api.outbox.OutboxPublisher;
import relay.api.problem.Problem;
import relay.model.EventId;
import relay.model.Tenant;

@OutageTest
class GroupCommitTest {
  private static final String DISK_FULL = "53100";
  private static final String A_FAULT = "22000";
  private static final int ENOUGH = 32;

  @Autowired Api api;
  @Autowired GroupCommit groupCommit;
  @Autowired EventWriter writer;
  @Autowired OutboxPublisher publisher;
  @Autowired EventReader reader;
  @Autowired JdbcClient database;
  @Autowired DataSource connections;

  private final String type = Api.newType();
  private final String unstorable = type + ".unstorable";

  @AfterEach
  void dropTrigger() {
    database.sql("DROP FUNCTION IF EXISTS fail_commit CASCADE").update();
  }

  @Test
  void a_commit_that_fails_is_answered_with_an_error_and_nothing_of_the_request() {
    failCommitsOf(unstorable, A_FAULT);

    Api.Answer answer =
        api.post("/events", body(unstorable, "\"a secret of the caller\"")).isProblem(500);

    assertThat(answer.response().body()).doesNotContain("secret", "fail_commit", unstorable);
    assertThat(api.storedEvents(unstorable)).isZero();
  }

  @Test
  void a_database_that_can_not_commit_for_now_is_answered_with_503_and_the_key_stays_free() {
    String key = "key-" + UUID.randomUUID();
    failCommitsOf(unstorable, DISK_FULL);
    assertThat(api.postWithKey(key, body(unstorable, "1")).isProblem(503).header("Retry-After"))
        .isEqualTo("2");
    dropTrigger();

    assertThat(api.postWithKey(key, body(unstorable, "1")).is(202).header("Idempotency-Replayed"))
        .isEmpty();
    assertThat(api.storedEvents(unstorable)).isOne();
  }

  @Test
  void a_batch_whose_commit_fails_is_answered_with_an_error() {
    String batch = "{\"events\":[%s,%s]}".formatted(body(type, "1"), body(unstorable, "2"));
    failCommitsOf(unstorable, A_FAULT);
    api.post("/events/batch", batch).isProblem(500);
    dropTrigger();
    failCommitsOf(unstorable, DISK_FULL);
    api.post("/events/batch", batch).isProblem(503);

    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void an_event_that_can_not_be_stored_does_not_fail_the_others_of_its_group() throws Exception {
    failCommitsOf(unstorable, A_FAULT);
    List<Caller> callers = new ArrayList<>();

    try (Connection lock = lockEvents()) {
      keepWriterBusy(callers);
      IntStream.range(0, 10).forEach(_ -> callers.add(new Caller(type)));
      callers.add(new Caller(unstorable));
      IntStream.range(0, 10).forEach(_ -> callers.add(new Caller(type)));
      callers.forEach(Caller::awaitQueued);
      lock.rollback();
    }

    for (Caller caller : callers) {
      if (caller.type.equals(unstorable)) {
        assertThat(caller.result).failsWithin(Api.PATIENCE);
      } else {
        assertThat(caller.result)
            .succeedsWithin(Api.PATIENCE)
            .isInstanceOf(WriteResult.Accepted.class);
      }
    }
    assertThat(api.storedEvents(type)).isEqualTo(callers.size() - 1);
    assertThat(api.storedEvents(unstorable)).isZero();
  }

  @Test
  void callers_of_a_slow_database_are_answered_in_time_and_what_was_given_up_is_not_written_later()
      throws Exception {
    try (Connection lock = lockEvents()) {
      keepWriterBusy(new ArrayList<>());
      Caller givenUp = new Caller(unstorable);
      assertThat(givenUp.result)
          .failsWithin(Duration.ofSeconds(15))
          .withThrowableThat()
          .withCauseInstanceOf(Problem.class)
          .withMessageContaining("too slow");
      lock.rollback();
    }

    api.event(type);
    assertThat(api.storedEvents(unstorable)).isZero();
  }

  @Test
  void one_caller_that_posts_again_and_again_does_not_wait_for_others() throws Exception {
    withGroupsFarApart(
        groups -> {
          for (int n = 0; n < 20; n++) {
            assertThat(groups.write(event(type))).isInstanceOf(WriteResult.Accepted.class);
          }
        });
  }

  @Test
  void a_group_that_is_large_enough_does_not_wait_for_more() throws Exception {
    withGroupsFarApart(
        groups -> {
          for (int n = 0; n < 2; n++) {
            List<Caller> callers = new ArrayList<>();
            try (Connection lock = lockEvents()) {
              keepWriterBusy(groups, callers);
              IntStream.range(0, ENOUGH).forEach(_ -> callers.add(new Caller(type, groups)));
              callers.forEach(Caller::awaitQueued);
              lock.rollback();
            }
            callers.forEach(caller -> assertThat(caller.result).succeedsWithin(Api.PATIENCE));
          }
        });
  }

  @Test
  void one_that_comes_alone_after_a_group_of_several_waits_for_others() throws Exception {
    withGroupsFarApart(
        groups -> {
          List<Caller> group = new ArrayList<>();
          CompletableFuture<Connection> nextLock;
          try (Connection lock = lockEvents()) {
            keepWriterBusy(groups, group);
            IntStream.range(0, 3).forEach(_ -> group.add(new Caller(type, groups)));
            group.forEach(Caller::awaitQueued);
            nextLock =
                CompletableFuture.supplyAsync(this::lockEventsNext, Thread::startVirtualThread);
            await().atMost(Api.PATIENCE).until(() -> writersThatWait() == 2);
            lock.rollback();
          }
          Caller alone;
          try (Connection lock = nextLock.get()) {
            await().atMost(Api.PATIENCE).until(() -> writersThatWait() == 1);
            alone = new Caller(type, groups);
            alone.awaitQueued();
            lock.rollback();
          }
          group.forEach(caller -> assertThat(caller.result).succeedsWithin(Api.PATIENCE));
          assertThat(alone.result)
              .failsWithin(Api.PATIENCE)
              .withThrowableThat()
              .withMessageContaining("too slow");
        });
  }

  private Connection lockEventsNext() {
    try {
      return lockEvents();
    } catch (Exception failure) {
      throw new CompletionException(failure);
    }
  }

  /** A caller that waits for the next group gets a 503. */
  private void withGroupsFarApart(Task task) throws Exception {
    GroupCommit groups = new GroupCommit(writer, publisher, Duration.ofMinutes(10));
    try {
      task.run(groups);
    } finally {
      groups.close();
    }
  }

  private interface Task {
    void run(GroupCommit groups) throws Exception;
  }

  private NewEvent event(String type) {
    return reader
        .event(body(type, "1").getBytes(UTF_8))
        .check(EventId.next(), Tenant.DEFAULT, null);
  }

  /** The row is refused when the transaction commits, after all statements have succeeded. */
  private void failCommitsOf(String refused, String sqlState) {
    database
        .sql(
            """
            CREATE FUNCTION fail_commit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'fail_commit: %%', NEW.data USING ERRCODE = '%s';
            END $$
            """
                .formatted(sqlState))
        .update();
    database
        .sql(
            """
            CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT ON events
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.type = '%s')
            EXECUTE FUNCTION fail_commit()
            """
                .formatted(refused))
        .update();
  }

  private Connection lockEvents() throws Exception {
    Connection connection = connections.getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("LOCK TABLE events IN EXCLUSIVE MODE");
    }
    return connection;
  }

  /** The writer waits for the lock on the table, so that what comes now waits for the writer. */
  private void keepWriterBusy(List<Caller> callers) {
    keepWriterBusy(groupCommit, callers);
  }

  private void keepWriterBusy(GroupCommit groups, List<Caller> callers) {
    await()
        .atMost(Api.PATIENCE)
        .until(
            () -> {
              callers.add(new Caller(type, groups));
              return writersThatWait() == 1;
            });
  }

  private int writersThatWait() {
    return database
        .sql("SELECT count(*) FROM pg_locks WHERE relation = 'events'::regclass AND NOT granted")
        .query(Integer.class)
        .single();
  }

  private static String body(String type, String data) {
    return "{\"type\":\"%s\",\"data\":%s}".formatted(type, data);
  }

  /** Posts an event on a thread of its own. */
  private final class Caller {
    private final String type;
    private final GroupCommit groups;
    private final CompletableFuture<WriteResult> result = new CompletableFuture<>();
    private final Thread thread;

    Caller(String type) {
      this(type, groupCommit);
    }

    Caller(String type, GroupCommit groups) {
      this.type = type;
      this.groups = groups;
      this.thread = Thread.ofPlatform().start(this::post);
    }

    private void post() {
      try {
        result.complete(groups.write(event(type)));
      } catch (RuntimeException failure) {
        result.completeExceptionally(failure);
      }
    }

    void awaitQueued() {
      await().atMost(Api.PATIENCE).until(() -> thread.getState() == Thread.State.WAITING);
    }
  }
}
