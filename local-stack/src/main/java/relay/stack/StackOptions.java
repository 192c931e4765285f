package relay.stack;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relay.stack.servers.Installation;

/**
 * How to start the stack.
 *
 * @param data the folder that keeps all data
 * @param ports the ports that are given, from 1 to 65535; for the others, a free one that is then
 *     kept
 * @param apiKey the key of the API; {@code null} for one that is made once and kept
 * @param environment added to the environment of both services
 * @param apiJar the executable jar of api-service
 * @param workerJar the executable jar of delivery-worker
 */
public record StackOptions(
    Path data,
    Map<Service, Integer> ports,
    @Nullable String apiKey,
    Map<String, String> environment,
    Path apiJar,
    Path workerJar) {

  public StackOptions {
    data = data.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
    environment = Map.copyOf(environment);
  }

  /** All ports free-chosen, the key kept with the data, the jars those of the build. */
  public static StackOptions in(Path data) {
    Path root = Installation.root();
    return new StackOptions(
        data,
        Map.of(),
        null,
        Map.of(),
        root.resolve("api-service/target/api-service.jar"),
        root.resolve("delivery-worker/target/delivery-worker.jar"));
  }

  public StackOptions withPorts(Map<Service, Integer> given) {
    return new StackOptions(data, given, apiKey, environment, apiJar, workerJar);
  }

  public StackOptions withApiKey(@Nullable String key) {
    return new StackOptions(data, ports, key, environment, apiJar, workerJar);
  }

  public StackOptions withEnvironment(Map<String, String> added) {
    return new StackOptions(data, ports, apiKey, added, apiJar, workerJar);
  }

  public StackOptions withJars(Path api, Path worker) {
    return new StackOptions(data, ports, apiKey, environment, api, worker);
  }
}
