package relay.system.crash;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.stack.StackOptions;
import relay.stack.process.SecretFile;
import relay.system.Api;
import relay.system.PreparedServices;
import relay.system.crash.Evidence.Rows;
import relay.testservers.Receiver;
import relay.testservers.TestServers;

/**
 * A service dies at each place where dying could cost an event or send it twice. While it is dead,
 * the work that it had in flight is looked at; then it is started again and the event arrives.
 */
@ResourceLock("stoppable servers")
@Order(4)
class CrashPointsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String API_KEY = "the-key-of-the-tests";

  private static final String SECRETS_KEY =
      "first:" + Base64.getEncoder().encodeToString(SecretFile.random(32));

  /** The shortest that a worker takes. */
  private static final Duration LEASE = Duration.ofSeconds(35);

  /** Kept when a test fails: the logs of the services are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path folder;

  private static DriverManagerDataSource postgres;
  private static JdbcClient database;
  private static Evidence evidence;
  private static Path apiJar;
  private static CrashingService api;
  private static CrashingService worker;
  private static Api producer;

  /** That of one test's events alone. */
  private String type = "";

  @BeforeAll
  static void prepare() throws Exception {
    String url = TestServers.stoppable().postgres().url();
    postgres = dataSource(url);
    database = JdbcClient.create(postgres);
    evidence = new Evidence(database, TestServers.stoppable().kafka().bootstrapServers());
    StackOptions built = PreparedServices.in(folder);
    apiJar = built.apiJar();
    api = new CrashingService(apiJar, folder.resolve("api"), environment(url));
    worker = new CrashingService(built.workerJar(), folder.resolve("worker"), environment(url));
    producer = new Api(api.url(), API_KEY);
  }

  @AfterAll
  static void stop() throws Exception {
    producer.close();
    api.close();
    worker.close();
    evidence.close();
  }

  private static DriverManagerDataSource dataSource(String url) {
    return new DriverManagerDataSource(
        url,
        TestServers.stoppable().postgres().user(),
        TestServers.stoppable().postgres().password());
  }

  private static Map<String, String> environment(String database) {
    return Map.ofEntries(
        entry("RELAY_API_KEY", API_KEY),
        entry("RELAY_SECRETS_KEYS", SECRETS_KEY),
        entry("RELAY_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8"),
        entry("RELAY_DISPATCH_LEASE", LEASE.toSeconds() + "s"),
        entry("SPRING_DATASOURCE_URL", database),
        entry("SPRING_DATASOURCE_USERNAME", TestServers.stoppable().postgres().user()),
        entry("SPRING_DATASOURCE_PASSWORD", TestServers.stoppable().postgres().password()),
        entry("SPRING_KAFKA_BOOTSTRAP_SERVERS", TestServers.stoppable().kafka().bootstrapServers()),
        // The shortest after which a broker gives the partitions of a dead worker to another.
        entry("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "6000"));
  }

  @BeforeEach
  void both_services_run(TestInfo test) throws Exception {
    type = test.getTestMethod().orElseThrow().getName();
    for (CrashingService service : List.of(api, worker)) {
      service.disarm();
      service.launch();
    }
    api.start();
    worker.start();
  }

  @Test
  void after_the_insert_before_the_commit() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      api.arm(CrashPoint.INSERT_BEFORE_COMMIT);
      assertThat(producer.isAnswered(event(), type)).isFalse();
      api.awaitHalt(CrashPoint.INSERT_BEFORE_COMMIT);

      assertThat(rows()).isEqualTo(new Rows(0, 0, "", ""));
      awaitUndoneInsert("events");

      api.start();
      String id = producer.post(event(), type);
      assertArrives(receiver, id);
    }
  }

  @Test
  void after_the_commit_before_the_answer() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      api.arm(CrashPoint.COMMIT_BEFORE_ANSWER);
      assertThat(producer.isAnswered(event(), type)).isFalse();
      api.awaitHalt(CrashPoint.COMMIT_BEFORE_ANSWER);

      assertThat(rows()).isEqualTo(new Rows(1, 1, "", ""));

      api.start();
      // The same key: the answer is the event that is there already, and there is no other.
      String id = producer.post(event(), type);
      assertArrives(receiver, id);
    }
  }

  @Test
  void after_the_publishing_before_the_fan_out() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      worker.arm(CrashPoint.PUBLISH_BEFORE_FAN_OUT);
      String id = producer.post(event(), type);
      worker.awaitHalt(CrashPoint.PUBLISH_BEFORE_FAN_OUT);

      assertThat(evidence.uncommittedRecords()).isPositive();
      assertThat(rows()).isEqualTo(new Rows(1, 1, "", ""));

      worker.start();
      assertArrives(receiver, id);
    }
  }

  @Test
  void inside_the_transaction_of_the_fan_out() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      worker.arm(CrashPoint.INSIDE_FAN_OUT);
      String id = producer.post(event(), type);
      worker.awaitHalt(CrashPoint.INSIDE_FAN_OUT);

      assertThat(evidence.uncommittedRecords()).isPositive();
      assertThat(rows()).isEqualTo(new Rows(1, 1, "", ""));
      awaitUndoneInsert("deliveries");

      worker.start();
      assertArrives(receiver, id);
    }
  }

  @Test
  void after_the_fan_out_before_the_commit_of_the_offsets() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      worker.arm(CrashPoint.FAN_OUT_BEFORE_OFFSETS);
      String id = producer.post(event(), type);
      worker.awaitHalt(CrashPoint.FAN_OUT_BEFORE_OFFSETS);

      assertThat(evidence.uncommittedRecords()).isPositive();
      assertThat(rows()).isEqualTo(new Rows(1, 0, "in_flight", ""));
      assertThat(receiver.requests()).isEmpty();

      leasePasses();
      worker.start();
      assertArrives(receiver, id);
    }
  }

  @Test
  void after_the_claim_before_the_post() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      worker.arm(CrashPoint.CLAIM_BEFORE_POST);
      String id = producer.post(orderedEvent(), type);
      worker.awaitHalt(CrashPoint.CLAIM_BEFORE_POST);

      assertThat(rows()).isEqualTo(new Rows(1, 0, "in_flight", ""));
      assertThat(receiver.requests()).isEmpty();

      leasePasses();
      worker.start();
      assertArrives(receiver, id);
    }
  }

  /** The one repetition that the relay owns up to: nobody else knows that the endpoint has it. */
  @Test
  void after_the_post_before_its_record() throws Exception {
    try (Receiver receiver = subscribed(Receiver.answering(200))) {
      worker.arm(CrashPoint.POST_BEFORE_RECORD);
      String id = producer.post(event(), type);
      worker.awaitHalt(CrashPoint.POST_BEFORE_RECORD);

      assertThat(ids(receiver)).containsExactly(id);
      assertThat(rows()).isEqualTo(new Rows(1, 0, "in_flight", ""));

      leasePasses();
      worker.start();
      assertArrives(receiver, id, id);
    }
  }

  @Test
  void after_the_record_before_the_next() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (Receiver receiver =
        subscribed(
            Receiver.answering(
                (exchange, _) -> {
                  answer.await();
                  exchange.sendResponseHeaders(200, -1);
                }))) {
      String first = producer.post(orderedEvent(), type + " 1");
      String second = producer.post(orderedEvent(), type + " 2");
      awaitAll(new Rows(2, 0, "in_flight pending", ""));
      worker.arm(CrashPoint.RECORD_BEFORE_NEXT);
      try (Connection transaction = postgres.getConnection()) {
        // What is locked is not claimed: in the moment before the halt, the next could be.
        transaction.setAutoCommit(false);
        transaction
            .createStatement()
            .execute("SELECT FROM deliveries WHERE state = 'pending' FOR UPDATE");
        answer.countDown();
        worker.awaitHalt(CrashPoint.RECORD_BEFORE_NEXT);
      }

      assertThat(rows()).isEqualTo(new Rows(2, 0, "succeeded pending", "succeeded"));
      assertThat(ids(receiver)).containsExactly(first);

      worker.start();
      awaitAll(new Rows(2, 0, "succeeded succeeded", "succeeded succeeded"));
      assertThat(ids(receiver)).containsExactly(first, second);
    }
  }

  @Test
  void in_the_middle_of_a_migration() throws Exception {
    database.sql("CREATE DATABASE migrating").update();
    String url = TestServers.stoppable().postgres().connectionDetails("migrating").getJdbcUrl();
    JdbcClient migrated = JdbcClient.create(dataSource(url));
    try (CrashingService migrating =
            new CrashingService(apiJar, folder.resolve("migrating"), environment(url));
        Api client = new Api(migrating.url(), API_KEY)) {
      migrating.arm(CrashPoint.MIDDLE_OF_MIGRATION);
      migrating.launch();
      migrating.awaitHalt(CrashPoint.MIDDLE_OF_MIGRATION);

      Schema halfway = Schema.of(migrated);
      assertThat(halfway.migrations()).containsExactly("1", "2", "3", "4", "5", "6");
      assertThat(halfway.columns()).noneMatch(column -> column.contains("tenant"));

      migrating.start();
      assertThat(Schema.of(migrated)).isEqualTo(Schema.of(database));
      assertThat(client.post(event(), type)).startsWith("evt_");
    }
  }

  /** Receives this test's events alone. */
  private Receiver subscribed(Receiver receiver) {
    producer.register(receiver.url(), type);
    return receiver;
  }

  private Map<String, ?> event() {
    return Map.of("type", type, "data", Map.of());
  }

  /** One that is not claimed when it is fanned out, but by a query later. */
  private Map<String, ?> orderedEvent() {
    return Map.of("type", type, "data", Map.of(), "orderingKey", type);
  }

  private Rows rows() {
    return evidence.rows(type);
  }

  /** The event ends as one delivery that succeeded, after these POSTs. */
  private void assertArrives(Receiver receiver, String... posts) {
    awaitAll(new Rows(1, 0, "succeeded", "succeeded"));
    assertThat(ids(receiver)).containsExactly(posts);
  }

  /** Waits until the rows are these and Kafka has nothing left that could change them. */
  private void awaitAll(Rows expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(rows()).isEqualTo(expected);
              assertThat(evidence.uncommittedRecords()).isZero();
            });
  }

  /** PostgreSQL counts it some time after it has noticed that the process is dead. */
  private static void awaitUndoneInsert(String table) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(evidence.undoneInserts(table)).isEqualTo(1));
  }

  private static List<String> ids(Receiver receiver) {
    return receiver.requests().stream().map(request -> request.header("webhook-id")).toList();
  }

  /** Instead of waiting for so long: the claims were made earlier by that. */
  private static void leasePasses() {
    database
        .sql(
            "UPDATE deliveries SET lease_until = lease_until - :lease * interval '1 second' WHERE"
                + " state = 'in_flight'")
        .param("lease", LEASE.toSeconds())
        .update();
  }
}
