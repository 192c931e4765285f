package relay.api.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import relay.testservers.OwnDatabase;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** What was deleted before the database erased credentials has kept them until then. */
class DeletedWebhooksTest {
  private static final MigrationVersion BEFORE = MigrationVersion.fromVersion("14");

  private final TestPostgres server = TestServers.postgres();

  @Test
  void webhooks_that_were_deleted_lose_their_credentials_and_others_stay_as_they_were()
      throws Exception {
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            OwnDatabase.make("deleted_webhooks", List.of()).getJdbcUrl(),
            server.user(),
            server.password());
    JdbcClient database = JdbcClient.create(source);
    Flyway.configure().dataSource(source).target(BEFORE).load().migrate();
    database
        .sql(
            """
            INSERT INTO webhooks (id, url, event_types, headers, secret, old_secret,
                   old_secret_valid_until, enabled, timeout_seconds, updated_at, deleted_at)
            SELECT uuidv7(), 'http://localhost:9/', '{a}', '{"Cookie": "marker"}', 'marker', 'marker',
                   now() + interval '1 hour', true, 15, now(), deleted_at
              FROM (VALUES (now()), (NULL)) AS w (deleted_at)
            """)
        .update();
    String others =
        "SELECT to_jsonb(w) - 'secret_headers' FROM webhooks w WHERE deleted_at IS NULL";
    String before = database.sql(others).query(String.class).single();

    Flyway.configure().dataSource(source).load().migrate();

    assertThat(
            database
                .sql("SELECT w::text FROM webhooks w WHERE deleted_at IS NOT NULL")
                .query(String.class)
                .single())
        .doesNotContain("marker");
    assertThat(database.sql(others).query(String.class).single()).isEqualTo(before);
  }
}
