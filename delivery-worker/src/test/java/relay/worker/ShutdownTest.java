package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.testservers.Receiver;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;
import relay.wire.EventRecord;

/** A worker of its own, with a database of its own: no other may take over what it leaves. */
class ShutdownTest {
  private static final String DATABASE = "stopping_worker";

  @Test
  void a_worker_that_stops_under_load_finishes_what_runs_and_gives_back_what_waits() {
    String type = Relay.newType();
    CountDownLatch answer = new CountDownLatch(1);
    JdbcClient database = createDatabase();
    try (Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  answer.await();
                  exchange.sendResponseHeaders(200, -1);
                });
        ConfigurableApplicationContext worker = startWorker()) {
      Relay relay = worker.getBean(Relay.class);
      relay.webhook(receiver.url(), type);
      relay.publish(
          Stream.generate(() -> relay.accept(type)).limit(20).toArray(EventRecord[]::new));
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 4);
      await().atMost(Relay.PATIENCE).until(() -> states(database).size() == 20);
      assertThat(states(database)).filteredOn("in_flight"::equals).hasSize(8);

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::close);
      await()
          .atMost(Relay.PATIENCE)
          .untilAsserted(
              () -> assertThat(states(database)).filteredOn("in_flight"::equals).hasSize(4));
      assertThat(stopped).isNotDone();
      answer.countDown();

      assertThat(stopped).succeedsWithin(Relay.PATIENCE);
      assertThat(states(database))
          .hasSize(20)
          .containsOnly("succeeded", "pending")
          .filteredOn("succeeded"::equals)
          .hasSize(4);
      assertThat(receiver.requests()).hasSize(4);
    }
  }

  private static List<String> states(JdbcClient database) {
    return database.sql("SELECT state FROM deliveries").query(String.class).list();
  }

  private static ConfigurableApplicationContext startWorker() {
    TestPostgres postgres = TestServers.stoppable().postgres();
    return new SpringApplicationBuilder(DeliveryWorker.class, Topic.class, Relay.class)
        .run(
            "--server.port=0",
            "--relay.delivery.allowed-networks=127.0.0.0/8",
            "--relay.secrets.keys=" + Relay.FIRST_KEY,
            "--spring.datasource.url=" + url(),
            "--spring.datasource.username=" + postgres.user(),
            "--spring.datasource.password=" + postgres.password(),
            "--spring.kafka.bootstrap-servers="
                + TestServers.stoppable().kafka().bootstrapServers(),
            "--spring.kafka.consumer.group-id=" + DATABASE);
  }

  private static JdbcClient createDatabase() {
    JdbcClient.create(database(TestServers.stoppable().postgres().url()))
        .sql("CREATE DATABASE " + DATABASE)
        .update();
    return JdbcClient.create(database(url()));
  }

  private static DataSource database(String url) {
    TestPostgres postgres = TestServers.stoppable().postgres();
    return new DriverManagerDataSource(url, postgres.user(), postgres.password());
  }

  private static String url() {
    return TestServers.stoppable()
        .postgres()
        .url()
        .replaceFirst("/[^/?]+(\\?|$)", "/" + DATABASE + "$1");
  }
}
