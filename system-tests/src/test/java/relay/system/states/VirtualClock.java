package relay.system.states;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the place of the database's {@code now()} for who looks for it here, and stands still. */
final class VirtualClock {
  /**
   * How a client connects that is to see this clock. PostgreSQL's own functions are found first
   * unless the path names them later.
   */
  static final String CONNECTION_OPTIONS = "-c search_path=public,clock,pg_catalog";

  private final JdbcClient database;

  private VirtualClock(JdbcClient database) {
    this.database = database;
  }

  static VirtualClock start(JdbcClient database) {
    database.sql("CREATE SCHEMA clock").update();
    database
        .sql("CREATE TABLE clock.hand AS SELECT date_trunc('second', pg_catalog.now()) AS at")
        .update();
    database
        .sql(
            """
            CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
            RETURN (SELECT at FROM clock.hand)
            """)
        .update();
    return new VirtualClock(database);
  }

  Instant now() {
    return database.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
  }

  void advance(Duration time) {
    database
        .sql("UPDATE clock.hand SET at = at + ? * interval '1 millisecond'")
        .param(time.toMillis())
        .update();
  }
}
