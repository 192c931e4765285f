package relay.worker;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes the place of the database's {@code now()} for the connections that pass by it: a statement
 * waits there, after it has begun to look and before it has looked, until the gate is opened. What
 * it may have freed before, is overwritten there.
 */
public final class Gate {
  private static final String MAKE =
      """
      CREATE SCHEMA gate;
      CREATE FUNCTION gate.now() RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(1);
        EXECUTE 'SELECT FROM information_schema.columns LIMIT 1';
        RETURN pg_catalog.now();
      END $$
      """;

  private final JdbcClient keeper;

  /** An open one, for the database that a connection is to, and that is to keep it. */
  public Gate(JdbcClient keeper) {
    this.keeper = keeper;
    keeper.sql(MAKE).update();
  }

  /** From now on statements of the connection pass by here. */
  public void passedBy(JdbcClient connection) {
    connection.sql("SET search_path = public, gate, pg_catalog").update();
  }

  public void close() {
    keeper.sql("SELECT pg_advisory_lock(1)").query().singleRow();
  }

  public void open() {
    keeper.sql("SELECT pg_advisory_unlock(1)").query().singleRow();
  }

  /** Whether a statement waits, here or for a row. */
  public boolean isWaitedFor() {
    return keeper
        .sql(
            """
            SELECT EXISTS (SELECT
                             FROM pg_stat_activity
                            WHERE datname = current_database()
                              AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }
}
