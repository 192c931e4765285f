package relay.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relay.stack.process.Ports;
import relay.stack.process.StackException;

/**
 * The ports of a stack.
 *
 * @param services the port of each service
 * @param kafkaController the port on which Kafka speaks with itself
 */
public record StackPorts(Map<Service, Integer> services, int kafkaController) {
  private static final String CONTROLLER = "kafka-controller";

  public StackPorts {
    services = Map.copyOf(services);
  }

  int of(Service service) {
    return Optional.ofNullable(services.get(service)).orElseThrow();
  }

  /**
   * The given ports, else those of the last time where they are free, else free ones. For a service
   * that is left out, who has the port is the user's business: it may be that very service.
   *
   * @throws StackException if a given port is in use
   */
  static StackPorts choose(Map<Service, Integer> given, Set<Service> leftOut, DataFolder folder) {
    Optional<StackPorts> last = read(folder);
    Map<Service, Integer> chosen = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      Optional<Integer> kept = last.map(ports -> ports.of(service));
      @Nullable Integer port = given.get(service);
      if (leftOut.contains(service)) {
        chosen.put(service, port != null ? port : kept.orElseGet(Ports::free));
        continue;
      }
      if (port != null && !Ports.isFree(port)) {
        throw new StackException(
            "Port %d is in use by another program: stop it or choose another with %s."
                .formatted(port, service.portOption()));
      }
      chosen.put(service, port != null ? port : againOrFree(kept));
    }
    StackPorts ports = new StackPorts(chosen, againOrFree(last.map(StackPorts::kafkaController)));
    ports.write(folder.portsFile());
    return ports;
  }

  private static int againOrFree(Optional<Integer> last) {
    return last.filter(Ports::isFree).orElseGet(Ports::free);
  }

  /** The ports of the last start; empty if there was none. */
  static Optional<StackPorts> read(DataFolder folder) {
    if (!Files.exists(folder.portsFile())) {
      return Optional.empty();
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.portsFile())) {
      kept.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, port(kept, service.id(), folder));
    }
    return Optional.of(new StackPorts(services, port(kept, CONTROLLER, folder)));
  }

  private static int port(Properties kept, String name, DataFolder folder) {
    try {
      return Integer.parseInt(kept.getProperty(name, ""));
    } catch (NumberFormatException broken) {
      throw new StackException(
          "The file %s has no port for %s: delete it.".formatted(folder.portsFile(), name), broken);
    }
  }

  private void write(Path file) {
    Properties kept = new Properties();
    services.forEach((service, port) -> kept.setProperty(service.id(), Integer.toString(port)));
    kept.setProperty(CONTROLLER, Integer.toString(kafkaController));
    try (Writer writer = Files.newBufferedWriter(file)) {
      kept.store(writer, null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
