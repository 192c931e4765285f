package relay.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relay.stack.process.StackException;
import relay.stack.servers.Installation;

/**
 * How to start the stack.
 *
 * @param data the folder that keeps all data
 * @param ports the ports that are given, from 1 to 65535; for the others, a free one that is then
 *     kept
 * @param leftOut the services that the user runs instead, of api-service and delivery-worker
 * @param apiKey the key of the API, 16 to 200 visible ASCII characters; {@code null} for one that
 *     is made once and kept
 * @param allowedNetworks the networks that are not public and yet may be delivered to, in CIDR
 *     notation, separated by commas
 * @param detours the ports at which the services reach PostgreSQL and Kafka where it is not the
 *     server's own, because something lies between
 * @param environment added to the environment of both services
 * @param apiJar the executable jar of api-service
 * @param workerJar the executable jar of delivery-worker
 * @param startLimit how long one process may take to be ready, whatever progress it makes
 */
public record StackOptions(
    Path data,
    Map<Service, Integer> ports,
    Set<Service> leftOut,
    @Nullable String apiKey,
    String allowedNetworks,
    Map<Service, Integer> detours,
    Map<String, String> environment,
    Path apiJar,
    Path workerJar,
    Duration startLimit) {
  /** This machine, where whoever tries the relay has the endpoints. */
  private static final String LOOPBACK = "127.0.0.0/8,::1/128";

  /**
   * Checks what a user may have given.
   *
   * @throws StackException if it cannot be used
   */
  public StackOptions {
    data = data.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
    leftOut = Set.copyOf(leftOut);
    for (Service service : leftOut) {
      if (!Service.OURS.contains(service)) {
        throw new StackException(
            "%s cannot be left out, the services need it: name api-service or delivery-worker."
                .formatted(service.id()));
      }
    }
    // As the api-service has it, which would say so only after the databases have started.
    if (apiKey != null && !apiKey.matches("[\\x21-\\x7E]{16,200}")) {
      throw new StackException(
          "RELAY_API_KEY has to be 16 to 200 visible ASCII characters: set another, or unset it and"
              + " one is made.");
    }
    detours = Map.copyOf(detours);
    environment = Map.copyOf(environment);
  }

  /**
   * All ports free-chosen, the key kept with the data, endpoints on this machine allowed, the jars
   * those of the build.
   */
  public static StackOptions in(Path data) {
    Path root = Installation.root();
    return new StackOptions(
        data,
        Map.of(),
        Set.of(),
        null,
        LOOPBACK,
        Map.of(),
        Map.of(),
        root.resolve("api-service/target/api-service.jar"),
        root.resolve("delivery-worker/target/delivery-worker.jar"),
        Duration.ofMinutes(15));
  }

  public StackOptions withPorts(Map<Service, Integer> given) {
    return new StackOptions(
        data,
        given,
        leftOut,
        apiKey,
        allowedNetworks,
        detours,
        environment,
        apiJar,
        workerJar,
        startLimit);
  }

  public StackOptions without(Set<Service> services) {
    return new StackOptions(
        data,
        ports,
        services,
        apiKey,
        allowedNetworks,
        detours,
        environment,
        apiJar,
        workerJar,
        startLimit);
  }

  public StackOptions withApiKey(@Nullable String key) {
    return new StackOptions(
        data,
        ports,
        leftOut,
        key,
        allowedNetworks,
        detours,
        environment,
        apiJar,
        workerJar,
        startLimit);
  }

  /** {@code null} keeps what was. */
  public StackOptions withAllowedNetworks(@Nullable String networks) {
    return networks == null
        ? this
        : new StackOptions(
            data,
            ports,
            leftOut,
            apiKey,
            networks,
            detours,
            environment,
            apiJar,
            workerJar,
            startLimit);
  }

  public StackOptions withDetours(Map<Service, Integer> taken) {
    return new StackOptions(
        data,
        ports,
        leftOut,
        apiKey,
        allowedNetworks,
        taken,
        environment,
        apiJar,
        workerJar,
        startLimit);
  }

  public StackOptions withEnvironment(Map<String, String> added) {
    return new StackOptions(
        data,
        ports,
        leftOut,
        apiKey,
        allowedNetworks,
        detours,
        added,
        apiJar,
        workerJar,
        startLimit);
  }

  public StackOptions withJars(Path api, Path worker) {
    return new StackOptions(
        data,
        ports,
        leftOut,
        apiKey,
        allowedNetworks,
        detours,
        environment,
        api,
        worker,
        startLimit);
  }

  public StackOptions withStartLimit(Duration limit) {
    return new StackOptions(
        data,
        ports,
        leftOut,
        apiKey,
        allowedNetworks,
        detours,
        environment,
        apiJar,
        workerJar,
        limit);
  }
}
