package relay.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.stack.ServiceState.State;
import relay.stack.process.Ports;
import relay.stack.process.StackException;

/** Real PostgreSQL and Kafka; the services are stubs, which tell what they were started with. */
class LocalStackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void all_processes_run_come_back_when_killed_and_are_gone_after_close() throws Exception {
    DataFolder data = new DataFolder(options().data());
    try (LocalStack stack = LocalStack.start(options(), said::add)) {
      assertThat(ServiceState.all(data))
          .extracting(ServiceState::state)
          .containsOnly(State.READY)
          .hasSize(4);
      assertThat(environment(stack.api()))
          .contains("RELAY_API_KEY=" + stack.apiKey())
          .contains("RELAY_SECRETS_KEYS=" + data.secretsKeys())
          .contains("SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:")
          .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:")
          .contains("RELAY_DELIVERY_ALLOWED_NETWORKS=127.0.0.0/8,::1/128")
          .contains("RELAY_EXTRA=yes");
      assertThat(environment(stack.worker()))
          .contains("RELAY_DELIVERY_ALLOWED_NETWORKS=127.0.0.0/8,::1/128")
          .contains("RELAY_EXTRA=yes")
          .contains("RELAY_SECRETS_KEYS=" + data.secretsKeys())
          .doesNotContain(stack.apiKey());

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
          .isEqualTo("rwx------");
      assertThat(Files.getPosixFilePermissions(data.path().resolve("secrets-keys")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

      for (Service service : Service.values()) {
        long before = stack.process(service).pid();
        stack.process(service).kill();
        stack.process(service).awaitReady();
        assertThat(stack.process(service).pid()).isNotEqualTo(before);
        assertThat(said)
            .contains(
                "%s (pid %d) ended with 137; started again as pid %d"
                    .formatted(service.id(), before, stack.process(service).pid()));
      }

      assertThatThrownBy(() -> LocalStack.start(options(), said::add))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("already running on " + data.path())
          .hasMessageContaining("./relay down");
      assertThat(data.supervisor()).contains(ProcessHandle.current());
    }
    assertThat(said)
        .endsWith(
            "api-service has stopped",
            "delivery-worker has stopped",
            "kafka has stopped",
            "postgresql has stopped");
    assertThat(ServiceState.all(data)).extracting(ServiceState::state).containsOnly(State.STOPPED);
    assertThat(data.supervisor()).isEmpty();
  }

  @Test
  void a_service_that_is_left_out_is_not_started_and_can_be_run_by_hand() throws Exception {
    DataFolder data = new DataFolder(options().data());
    try (LocalStack stack =
        LocalStack.start(options().without(Set.of(Service.WORKER)), said::add)) {
      assertThat(ServiceState.of(Service.WORKER, data).state()).isEqualTo(State.LEFT_OUT);
      assertThat(said).noneMatch(line -> line.contains("delivery-worker"));
      assertThat(stack.leftOut()).containsOnlyKeys(Service.WORKER);

      Map<String, String> environment = Objects.requireNonNull(stack.leftOut().get(Service.WORKER));
      assertThat(environment).containsEntry("RELAY_SECRETS_KEYS", data.secretsKeys());
      Process byHand = StubService.run(options().workerJar(), environment);
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(ServiceState.of(Service.WORKER, data))
                        .returns(State.READY, ServiceState::state)
                        .returns(Optional.empty(), ServiceState::process));
        assertThat(environment(stack.worker()))
            .contains("SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:")
            .contains("SPRING_DATASOURCE_USERNAME=relay")
            .contains("SPRING_DATASOURCE_PASSWORD=")
            .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:");
      } finally {
        byHand.destroyForcibly();
      }
    }
    assertThat(ServiceState.of(Service.WORKER, data).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void what_the_services_need_cannot_be_left_out() throws Exception {
    StackOptions options = options();
    assertThatThrownBy(() -> options.without(Set.of(Service.KAFKA)))
        .hasMessage(
            "kafka cannot be left out, the services need it: name api-service or delivery-worker.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fifteen-letters", "a key with some spaces", "mit-Umläuten-geht-es-nicht"})
  void a_key_that_the_api_would_refuse_is_refused_before_anything_starts(String key)
      throws Exception {
    StackOptions options = options();
    assertThatThrownBy(() -> options.withApiKey(key))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "RELAY_API_KEY has to be 16 to 200 visible ASCII characters: set another, or unset it"
                + " and one is made.");
  }

  @Test
  void a_port_in_use_is_told_with_the_option_that_changes_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> LocalStack.start(options().withPorts(Map.of(Service.API, port)), said::add))
          .hasMessage(
              "Port %d is in use by another program: stop it or choose another with --port."
                  .formatted(port));
    }
  }

  @Test
  void data_of_another_version_is_not_touched() throws Exception {
    Files.createDirectories(options().data());
    Files.writeString(options().data().resolve("version"), "layout 0, PostgreSQL 17\n");

    assertThatThrownBy(() -> LocalStack.start(options(), said::add))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("of another version (layout 0, PostgreSQL 17")
        .hasMessageContaining("--data");
    assertThat(options().data()).isDirectoryNotContaining("glob:**postgresql");
  }

  @Test
  void a_folder_that_cannot_be_used_is_told_with_the_reason() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> LocalStack.start(StackOptions.in(file), said::add))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "The data folder %1$s cannot be used, choose another with --data: %1$s is a file."
                .formatted(file));
  }

  @Test
  void free_ports_are_kept_for_the_next_time_unless_they_are_taken() throws Exception {
    DataFolder data = new DataFolder(folder);
    StackPorts first = StackPorts.choose(Map.of(), Set.of(), data);
    assertThat(StackPorts.choose(Map.of(), Set.of(), data)).isEqualTo(first);

    try (ServerSocket taken = new ServerSocket(first.of(Service.KAFKA))) {
      assertThat(taken.isBound()).isTrue();
      StackPorts second = StackPorts.choose(Map.of(), Set.of(), data);
      assertThat(second.of(Service.KAFKA)).isNotEqualTo(first.of(Service.KAFKA));
      assertThat(second.of(Service.POSTGRESQL)).isEqualTo(first.of(Service.POSTGRESQL));
    }
  }

  @Test
  void a_service_that_is_left_out_keeps_its_port_while_it_runs() throws Exception {
    DataFolder data = new DataFolder(folder);
    StackPorts first = StackPorts.choose(Map.of(), Set.of(), data);

    try (ServerSocket byHand = new ServerSocket(first.of(Service.WORKER))) {
      assertThat(StackPorts.choose(Map.of(), Set.of(Service.WORKER), data)).isEqualTo(first);
      Map<Service, Integer> given = Map.of(Service.WORKER, byHand.getLocalPort());
      assertThat(StackPorts.choose(given, Set.of(Service.WORKER), data)).isEqualTo(first);
    }
  }

  @Test
  void the_same_free_port_is_not_given_to_two() {
    int port = Ports.free();
    assertThat(Ports.isFree(port)).isTrue();
    await().atMost(PATIENCE).until(() -> Ports.free() != port);
  }

  private StackOptions options() throws IOException {
    Path stub = folder.resolve("stub.jar");
    if (!Files.exists(stub)) {
      stub = StubService.jar(stub, StubService.class);
    }
    Path worker = folder.resolve("stub-worker.jar");
    if (!Files.exists(worker)) {
      Files.copy(stub, worker);
    }
    return StackOptions.in(folder.resolve("data"))
        .withJars(stub, worker)
        .withEnvironment(Map.of("RELAY_EXTRA", "yes"));
  }

  private static String environment(URI service) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(service.resolve("/environment")).build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
