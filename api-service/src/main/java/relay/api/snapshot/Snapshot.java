package relay.api.snapshot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One view of the database for all statements of a transaction. Thread-safe. */
@Component
public class Snapshot {
  /**
   * Within the transaction. The isolation of an annotation is set for the session before the
   * transaction begins, which behind a pooler is another one, and stays there for others.
   */
  private static final String REPEATABLE_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  private final JdbcClient database;

  Snapshot(JdbcClient database) {
    this.database = database;
  }

  /** Has to be the first statement of the transaction. */
  public void take() {
    database.sql(REPEATABLE_READ).update();
  }
}
