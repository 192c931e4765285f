package relay.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.stack.aot.ServiceJar;
import relay.stack.process.HealthProbe;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.servers.KafkaServer;
import relay.stack.servers.PostgresServer;

/** What each service of a stack runs, and how it is asked whether it is ready. */
final class Programs {
  private static final String ADDRESS = "SERVER_ADDRESS";
  private static final String BASE_PATH = "SERVER_SERVLET_CONTEXT_PATH";

  /** One that starts beside a load on two slow cores has taken a minute and a half. */
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private final DataFolder folder;
  private final StackPorts ports;
  private final StackOptions options;
  private final PostgresServer postgres;
  private final KafkaServer kafka;

  Programs(DataFolder folder, StackPorts ports, StackOptions options) {
    this.folder = folder;
    this.ports = ports;
    this.options = options;
    this.postgres =
        PostgresServer.in(folder.folder(Service.POSTGRESQL), ports.of(Service.POSTGRESQL));
    this.kafka =
        new KafkaServer(
            folder.folder(Service.KAFKA),
            ports.of(Service.KAFKA),
            reachedAt(Service.KAFKA),
            ports.kafkaController());
  }

  Program postgres() throws InterruptedException {
    postgres.prepare();
    return postgres.program();
  }

  Program kafka() throws InterruptedException {
    kafka.prepare();
    return kafka.program();
  }

  /** The port at which the services reach a server: its own, or that of what lies between. */
  private int reachedAt(Service server) {
    return options.detours().getOrDefault(server, ports.of(server));
  }

  String apiKey() {
    return Optional.ofNullable(options.apiKey()).orElseGet(folder::apiKey);
  }

  PostgresServer postgresServer() {
    return postgres;
  }

  void wipeKafka() throws InterruptedException {
    kafka.wipe();
    kafka.prepare();
  }

  /** What api-service or delivery-worker finds its servers by, and whoever runs it in its place. */
  Map<String, String> environment(Service service) {
    Map<String, String> environment = new TreeMap<>(options.environment());
    if (service == Service.API) {
      environment.put("RELAY_API_KEY", apiKey());
      environment.put("RELAY_ADMIN_PASSWORD", folder.adminPassword());
    }
    environment.put("RELAY_DELIVERY_ALLOWED_NETWORKS", options.allowedNetworks());
    environment.computeIfAbsent("RELAY_SECRETS_KEYS", _ -> folder.secretsKeys());
    environment.put("SPRING_DATASOURCE_URL", postgres.url(reachedAt(Service.POSTGRESQL)));
    environment.put("SPRING_DATASOURCE_USERNAME", PostgresServer.USER);
    environment.put("SPRING_DATASOURCE_PASSWORD", postgres.password());
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
    // For one machine, as long as nobody says otherwise.
    environment.computeIfAbsent(
        ADDRESS, _ -> Optional.ofNullable(System.getenv(ADDRESS)).orElse("127.0.0.1"));
    // Whatever the shell has: all that is said of the relay, and calls it, has it at the root.
    environment.put(BASE_PATH, "");
    return environment;
  }

  /** api-service or delivery-worker. */
  Program ours(Service service) {
    Path jar = service == Service.API ? options.apiJar() : options.workerJar();
    return ours(service.id(), jar, ports.of(service), environment(service));
  }

  /** Another process of one of them; {@code added} is put over the environment of the first. */
  Program another(String name, Service service, int port, Path jar, Map<String, String> added) {
    Map<String, String> environment = new TreeMap<>(environment(service));
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.putAll(added);
    return ours(name, jar, port, environment);
  }

  private Program ours(String name, Path jar, int port, Map<String, String> environment) {
    return new Program(
        name,
        new ServiceJar(jar).command(folder.code(name)),
        environment,
        Signal.TERM,
        STARTS_WITHIN,
        () -> HealthProbe.isReady(URI.create(LocalStack.url(port) + environment.get(BASE_PATH))));
  }

  /** Whether the service answers now. */
  boolean isReady(Service service) {
    return switch (service) {
      case POSTGRESQL -> postgres.isReady();
      case KAFKA -> kafka.isReady();
      case API, WORKER -> HealthProbe.isReady(LocalStack.url(ports.of(service)));
    };
  }
}
