package relay.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import relay.api.ApiTest;
import relay.columns.Columns;

/** Here, since a database is at hand. */
@ApiTest
class ColumnsTest {
  private record Row(
      @Nullable UUID id,
      @Nullable String text,
      @Nullable Integer small,
      @Nullable Long large,
      @Nullable String bytes,
      @Nullable Instant time) {
    static Row of(String text) {
      return new Row(
          UUID.randomUUID(),
          text,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          text,
          Instant.parse("2026-01-31T23:59:59.123456Z"));
    }

    static Row read(ResultSet row) throws SQLException {
      byte[] bytes = row.getBytes("bytes");
      OffsetDateTime time = row.getObject("time", OffsetDateTime.class);
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("text"),
          row.getObject("small", Integer.class),
          row.getObject("large", Long.class),
          bytes == null ? null : new String(bytes, UTF_8),
          time == null ? null : time.toInstant());
    }
  }

  @Autowired JdbcTemplate database;

  @Test
  void what_is_written_is_read() {
    List<Row> rows =
        List.of(
            Row.of(""),
            Row.of("NULL"),
            Row.of("{\"a\": [\"\\\\u0000\", 'b', null]}, é 漢 🦉\n"),
            new Row(null, null, null, null, null, null));

    assertThat(written(rows)).isEqualTo(rows);
    assertThat(written(List.of())).isEmpty();
  }

  private List<Row> written(List<Row> rows) {
    return database.query(
        connection -> {
          PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT id, text, small, large, bytes, time
                    FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::bytea[], ?::timestamptz[])
                      WITH ORDINALITY AS r (id, text, small, large, bytes, time, position)
                   WHERE position > ?
                   ORDER BY position
                  """);
          select.setInt(7, 0);
          new Columns<>(select, 1, rows)
              .uuid(Row::id)
              .text(Row::text)
              .int4(Row::small)
              .int8(Row::large)
              .bytea(row -> row.bytes() == null ? null : row.bytes().getBytes(UTF_8))
              .timestamptz(Row::time);
          return select;
        },
        (row, _) -> Row.read(row));
  }
}
