package relay.api.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.ApiTest;

/** The queries of the documents are understood by the database as it is now. */
@ApiTest
class DocumentedSqlTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("--.*");

  @Autowired JdbcClient database;

  @Test
  void every_query_runs() throws IOException {
    List<String> queries;
    try (Stream<Path> files = Files.list(DOCS)) {
      queries =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .flatMap(DocumentedSqlTest::statements)
              .filter(statement -> statement.startsWith("SELECT"))
              .toList();
    }

    assertThat(queries).isNotEmpty();
    for (String query : queries) {
      assertThatCode(() -> database.sql(query).query().listOfRows())
          .as(query)
          .doesNotThrowAnyException();
    }
  }

  private static Stream<String> statements(Path file) {
    try {
      return BLOCK
          .matcher(Files.readString(file))
          .results()
          .flatMap(block -> Stream.of(COMMENT.matcher(block.group(1)).replaceAll("").split(";")))
          .map(String::strip);
    } catch (IOException unreadable) {
      throw new IllegalStateException("A document cannot be read.", unreadable);
    }
  }
}
