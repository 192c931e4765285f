package relay.worker;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import relay.testservers.OwnDatabase;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/**
 * A database in which nothing was ever stored, as a worker meets it: with partitions ahead and
 * statistics that say how empty it is. Over its one connection a plan is kept once its statement
 * was run {@link #UNTIL_KEPT} times.
 */
public final class NewDatabase {
  /** After so many the driver has PostgreSQL keep the plan. */
  public static final int UNTIL_KEPT = 10;

  private static final String THRESHOLD =
      "spring.datasource.hikari.data-source-properties.prepareThreshold";

  private NewDatabase() {}

  /** With the settings that the worker's connections have. */
  public static SingleConnectionDataSource make(String name) throws SQLException {
    TestPostgres server = TestServers.postgres();
    String url = OwnDatabase.make(name, List.of()).getJdbcUrl();
    Flyway.configure().dataSource(url, server.user(), server.password()).load().migrate();
    SingleConnectionDataSource source = connect(name);
    JdbcClient database = JdbcClient.create(source);
    makePartitions(database);
    database.sql("ANALYZE").update();
    return source;
  }

  /** Another connection to one that was made. */
  public static SingleConnectionDataSource connect(String name) {
    TestPostgres server = TestServers.postgres();
    YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
    settings.setResources(new ClassPathResource("application.yaml"));
    Properties properties = new Properties();
    properties.put(
        "prepareThreshold",
        String.valueOf(Objects.requireNonNull(settings.getObject()).get(THRESHOLD)));
    SingleConnectionDataSource source =
        new SingleConnectionDataSource(
            server.connectionDetails(name).getJdbcUrl(), server.user(), server.password(), true);
    source.setConnectionProperties(properties);
    return source;
  }

  /** As many as api-service makes ahead. */
  private static void makePartitions(JdbcClient database) {
    database
        .sql(
            """
            DO $$
            DECLARE
              beginning timestamptz := (SELECT until FROM history_partitions);
              parent    text;
            BEGIN
              FOR i IN 0..1 LOOP
                FOREACH parent IN ARRAY ARRAY['events', 'deliveries'] LOOP
                  EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                                 parent || '_ahead_' || i, parent,
                                 first_id_at(beginning + i * interval '3 days'),
                                 first_id_at(beginning + (i + 1) * interval '3 days'));
                END LOOP;
              END LOOP;
            END $$
            """)
        .update();
  }
}
