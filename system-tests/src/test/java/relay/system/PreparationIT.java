package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.aot.Preparation;

/** {@code ./relay prepare}, on copies of the jars. */
class PreparationIT {
  @TempDir Path data;

  private static void say(String line) {
    System.out.println(line);
  }

  @Test
  void the_classes_of_the_services_come_from_their_caches() throws Exception {
    StackOptions built = StackOptions.in(data.resolve("relay"));
    Path api = Files.copy(built.apiJar(), data.resolve("api-service.jar"));
    Path worker = Files.copy(built.workerJar(), data.resolve("delivery-worker.jar"));
    StackOptions options =
        built
            .withJars(api, worker)
            .withEnvironment(
                Map.of(
                    "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=%s/classes-%%p".formatted(data)));
    Preparation.prepareOnce(options, PreparationIT::say);

    try (LocalStack stack = LocalStack.start(options, PreparationIT::say)) {
      assertThat(loaded(stack, Service.API, "relay.api.ApiService"))
          .contains("source: shared objects file");
      assertThat(loaded(stack, Service.WORKER, "relay.worker.DeliveryWorker"))
          .contains("source: shared objects file");
    }
  }

  private String loaded(LocalStack stack, Service service, String type) throws Exception {
    List<String> classes =
        Files.readAllLines(data.resolve("classes-" + stack.process(service).pid()));
    return classes.stream()
        .filter(line -> line.contains(" " + type + " "))
        .findFirst()
        .orElseThrow();
  }
}
