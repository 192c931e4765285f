package relay.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
  @TempDir Path folder;
  private Path half = Path.of("");
  private Path unpacked = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    half = Files.createDirectory(folder.resolve("half"));
    unpacked = folder.resolve("unpacked");
    Files.writeString(half.resolve("postgres"), "its own");
  }

  @Test
  void what_is_unpacked_first_is_taken() throws IOException {
    PostgresBinaries.publish(half, unpacked);

    assertThat(unpacked.resolve("postgres")).hasContent("its own");
  }

  @Test
  void what_is_unpacked_by_another_meanwhile_is_left_as_it_is() throws IOException {
    Files.createDirectory(unpacked);
    Files.writeString(unpacked.resolve("postgres"), "the other's");

    PostgresBinaries.publish(half, unpacked);

    assertThat(unpacked.resolve("postgres")).hasContent("the other's");
    assertThat(half).doesNotExist();
  }

  @Test
  void what_can_not_be_moved_for_another_reason_is_a_failure() {
    Path nowhere = folder.resolve("nowhere").resolve("unpacked");

    assertThatThrownBy(() -> PostgresBinaries.publish(half, nowhere))
        .isInstanceOf(NoSuchFileException.class);
  }
}
