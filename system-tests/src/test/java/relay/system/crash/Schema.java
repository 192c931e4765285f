package relay.system.crash;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the migrations have made of a database so far.
 *
 * @param migrations the versions of those that are done, in their order
 */
record Schema(List<String> migrations, List<String> columns, List<String> indexes) {
  static Schema of(JdbcClient database) {
    return new Schema(
        list(
            database,
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank"),
        list(
            database,
            """
            SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
              FROM information_schema.columns
             WHERE table_schema = 'public'
             ORDER BY 1
            """),
        list(database, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
  }

  private static List<String> list(JdbcClient database, String query) {
    return database.sql(query).query(String.class).list();
  }
}
