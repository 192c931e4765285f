package relay.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.DataFolder;
import relay.stack.Service;
import relay.stack.StackOptions;

class WelcomeTest {
  private static final String KEY = "rk_of_this_relay_0123456789";

  @TempDir Path data;

  /** Whoever reads a file or a pipe may be somebody else. */
  @Test
  void what_goes_to_a_pipe_has_no_secret_and_says_where_they_are() throws Exception {
    DataFolder folder = new DataFolder(data);

    String text = welcome(folder).text(false);

    assertThat(text)
        .doesNotContain(KEY, "the-password-of-postgresql")
        .contains(
            "cat " + folder.apiKeyFile(),
            "cat " + folder.adminPasswordFile(),
            folder.environmentFile(Service.WORKER).toString());
    assertThat(folder.environmentFile(Service.WORKER))
        .content()
        .isEqualTo("export SPRING_DATASOURCE_PASSWORD='the-password-of-postgresql'\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.environmentFile(Service.WORKER))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_terminal_is_told_the_key() {
    assertThat(welcome(new DataFolder(data)).text(true)).contains("API key    " + KEY);
  }

  private Welcome welcome(DataFolder folder) {
    return new Welcome(
        URI.create("http://127.0.0.1:8080"),
        URI.create("http://127.0.0.1:8081"),
        KEY,
        Map.of(Service.WORKER, Map.of("SPRING_DATASOURCE_PASSWORD", "the-password-of-postgresql")),
        folder,
        StackOptions.in(data));
  }
}
