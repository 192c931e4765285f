package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.StackOptions;
import relay.stack.aot.ServiceJar;

/** What {@code ./relay prepare} makes, and {@link PreparedServices} has made before. */
class PreparationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path data;

  @Test
  void the_classes_of_the_services_come_from_their_caches() throws Exception {
    StackOptions options = PreparedServices.in(data);

    assertThat(loaded(options.apiJar(), "relay.api.ApiService"))
        .contains("source: shared objects file");
    assertThat(loaded(options.workerJar(), "relay.worker.DeliveryWorker"))
        .contains("source: shared objects file");
  }

  /** What the JVM says of its main class; the service then finds no servers. */
  private String loaded(Path jar, String type) throws Exception {
    String service = jar.getFileName().toString();
    List<String> command = new ServiceJar(jar).command(data.resolve(service + "-code"));
    Path classes = data.resolve(service + "-classes");
    command.add(1, "-Xlog:class+load:file=" + classes);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve(service + ".log").toFile())
            .start();
    try {
      return await()
          .atMost(PATIENCE)
          .until(() -> line(classes, " " + type + " "), Optional::isPresent)
          .orElseThrow();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Optional<String> line(Path file, String part) throws Exception {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(line -> line.contains(part)).findFirst()
        : Optional.empty();
  }
}
