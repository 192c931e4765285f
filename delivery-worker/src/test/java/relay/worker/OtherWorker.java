package relay.worker;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** A worker with a database of its own, on the servers that tests stop. */
public final class OtherWorker implements AutoCloseable {
  private final JdbcClient database;
  private final ConfigurableApplicationContext context;

  private OtherWorker(JdbcClient database, ConfigurableApplicationContext context) {
    this.database = database;
    this.context = context;
  }

  /**
   * Makes the database and starts the worker.
   *
   * @param settings such as {@code relay.kafka.group=others}
   */
  public static OtherWorker start(String database, String... settings) {
    return startBehind(
        TestServers.stoppable().postgres().connectionDetails(database).getJdbcUrl(),
        database,
        settings);
  }

  /** The same, with a worker that reaches its database by another URL. */
  public static OtherWorker startBehind(String reached, String database, String... settings) {
    TestPostgres postgres = TestServers.stoppable().postgres();
    client(postgres.url()).sql("CREATE DATABASE " + database).update();
    String url = postgres.connectionDetails(database).getJdbcUrl();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--relay.delivery.allowed-networks=127.0.0.0/8",
                "--relay.secrets.keys=" + Relay.FIRST_KEY,
                "--spring.datasource.url=" + reached,
                "--spring.datasource.username=" + postgres.user(),
                "--spring.datasource.password=" + postgres.password(),
                "--spring.kafka.bootstrap-servers="
                    + TestServers.stoppable().kafka().bootstrapServers()));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return new OtherWorker(
        client(url),
        new SpringApplicationBuilder(DeliveryWorker.class, Topic.class, Relay.class)
            .run(arguments.toArray(String[]::new)));
  }

  /** Plays api-service for it. */
  public Relay relay() {
    return context.getBean(Relay.class);
  }

  /** Its database, also when the worker has stopped. */
  public JdbcClient database() {
    return database;
  }

  private static JdbcClient client(String url) {
    TestPostgres postgres = TestServers.stoppable().postgres();
    return JdbcClient.create(
        new DriverManagerDataSource(url, postgres.user(), postgres.password()));
  }

  @Override
  public void close() {
    context.close();
  }
}
