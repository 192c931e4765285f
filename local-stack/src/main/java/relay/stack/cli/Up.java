package relay.stack.cli;

import java.io.Console;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.process.StackException;

@Command(
    name = "up",
    description = "Starts PostgreSQL, Kafka and both services, and watches over them until Ctrl-C.")
final class Up implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port of the API (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--postgres-port",
      paramLabel = "N",
      description = "The port of PostgreSQL (default: a free one, kept).")
  private @Nullable Integer postgresPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      description = "The port of Kafka (default: a free one, kept).")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--worker-port",
      paramLabel = "N",
      description = "The port of the worker's health and metrics (default: a free one, kept).")
  private @Nullable Integer workerPort;

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      description =
          "Do not start this service (api-service or delivery-worker) and say how to run it"
              + " elsewhere, as in an IDE; may be repeated.")
  private List<String> without = List.of();

  @Option(
      names = "--start-limit",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description =
          "How long one process may take to be ready (default: ${DEFAULT-VALUE}). One that makes no"
              + " progress is given up sooner.")
  private int startLimit;

  @Override
  public Integer call() throws InterruptedException {
    StackOptions options =
        StackOptions.in(data.folder().path())
            .withPorts(ports())
            .without(without.stream().map(Service::of).collect(Collectors.toSet()))
            .withApiKey(System.getenv("RELAY_API_KEY"))
            .withAllowedNetworks(System.getenv("RELAY_DELIVERY_ALLOWED_NETWORKS"))
            .withEnvironment(inherited("RELAY_SECRETS_KEYS"))
            .withStartLimit(Duration.ofSeconds(startLimit));
    LocalStack stack = LocalStack.start(options, System.out::println);
    Welcome welcome =
        new Welcome(
            stack.api(), stack.worker(), stack.apiKey(), stack.leftOut(), data.folder(), options);
    System.out.println(welcome.text(isTerminal()));
    // Ctrl-C and `relay down` end this JVM, and with it the stack.
    new CountDownLatch(1).await();
    return 0;
  }

  /** Whoever reads a file or a pipe may be somebody else. */
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** The services inherit the shell's environment; this keeps what is set there from a default. */
  private static Map<String, String> inherited(String variable) {
    String value = System.getenv(variable);
    return value == null ? Map.of() : Map.of(variable, value);
  }

  private Map<Service, Integer> ports() {
    Map<Service, Integer> ports = new EnumMap<>(Service.class);
    put(ports, Service.API, port);
    put(ports, Service.POSTGRESQL, postgresPort);
    put(ports, Service.KAFKA, kafkaPort);
    put(ports, Service.WORKER, workerPort);
    return ports;
  }

  private static void put(Map<Service, Integer> ports, Service service, @Nullable Integer port) {
    if (port == null) {
      return;
    }
    if (port < 1 || port > 65_535) {
      throw new StackException("%d is not a port: choose one from 1 to 65535.".formatted(port));
    }
    if (ports.containsValue(port)) {
      throw new StackException("Port %d is given twice: choose two.".formatted(port));
    }
    ports.put(service, port);
  }
}
