package relay.columns;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of a statement to arrays, one a column, in their order; {@code unnest} makes
 * rows of them again. The driver sends texts and numbers as they are where the array is of just
 * their type; of any other array it writes a text, which PostgreSQL has to read character by
 * character. For one thread.
 */
public final class Columns<R> {
  private final PreparedStatement statement;
  private final List<R> rows;
  private int next;

  /**
   * @param first which parameter the first column is, 1 or more
   */
  public Columns(PreparedStatement statement, int first, List<R> rows) {
    this.statement = statement;
    this.next = first;
    this.rows = rows;
  }

  public Columns<R> uuid(Function<R, @Nullable UUID> value) throws SQLException {
    return add("uuid", value, UUID[]::new);
  }

  public Columns<R> text(Function<R, @Nullable String> value) throws SQLException {
    return add("text", value, String[]::new);
  }

  public Columns<R> int4(Function<R, @Nullable Integer> value) throws SQLException {
    return add("int4", value, Integer[]::new);
  }

  public Columns<R> int8(Function<R, @Nullable Long> value) throws SQLException {
    return add("int8", value, Long[]::new);
  }

  public Columns<R> bytea(Function<R, byte @Nullable []> value) throws SQLException {
    return add("bytea", value, byte[][]::new);
  }

  public Columns<R> timestamptz(Function<R, @Nullable Instant> value) throws SQLException {
    return add("timestamptz", value, Instant[]::new);
  }

  private <T> Columns<R> add(
      String type, Function<R, @Nullable T> value, IntFunction<@Nullable T[]> array)
      throws SQLException {
    @Nullable T[] column = rows.stream().map(value).toArray(array);
    statement.setArray(next++, statement.getConnection().createArrayOf(type, column));
    return this;
  }
}
