package relay.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./relay} of a project whose build lasts until the test lets it end. */
class BuildLockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Notes that it has begun, waits for a file, and makes what a build makes. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo begun >> builds
      until [ -e go ]; do sleep 0.05; done
      mkdir -p local-stack/target/classes/relay local-stack/target/lib
      echo ended >> builds
      """;

  @TempDir Path root;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeProject() throws IOException {
    Files.copy(Path.of("../relay"), root.resolve("relay"));
    script("mvnw", BUILD);
    script("build/find-jdk25", "#!/bin/sh\necho '%s'\n".formatted(root.resolve("jdk")));
    script("jdk/bin/java", "#!/bin/sh\necho ran >> runs\n");
    script("dashboard/build/inputs", "#!/bin/sh\n");
  }

  private void script(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void end() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void of_two_at_once_one_builds_and_the_other_waits_for_it() throws Exception {
    Process first = relay("first");
    awaitText("builds", "begun\n");
    Process second = relay("second");
    awaitText("second.log", "Another ./relay builds; waiting for it.\n");

    Files.createFile(root.resolve("go"));

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(root.resolve("builds")).content().isEqualTo("begun\nended\n");
    assertThat(root.resolve("runs")).content().isEqualTo("ran\nran\n");
  }

  /** Many that find it at once take the lock away from the dead one, and not from each other. */
  @Test
  void after_one_that_was_killed_one_of_many_builds() throws Exception {
    Process killed = relay("killed");
    awaitText("builds", "begun\n");
    List<ProcessHandle> build = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    build.forEach(ProcessHandle::destroyForcibly);

    List<Process> next = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      next.add(relay("next" + n));
    }
    awaitText("builds", "begun\nbegun\n");
    Files.createFile(root.resolve("go"));

    for (Process process : next) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(root.resolve("builds")).content().isEqualTo("begun\nbegun\nended\n");
    assertThat(root.resolve("target/relay-build.lock")).doesNotExist();
  }

  private Process relay(String name) throws IOException {
    Process process =
        new ProcessBuilder(root.resolve("relay").toString(), "status")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve(name + ".log").toFile())
            .start();
    started.add(process);
    return process;
  }

  private void awaitText(String file, String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Files.exists(root.resolve(file))
                    && Files.readString(root.resolve(file)).equals(text));
  }
}
