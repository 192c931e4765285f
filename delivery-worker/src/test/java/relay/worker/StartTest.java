package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import relay.stack.process.Ports;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

/** The start of a service whose PostgreSQL is away. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
  private static final String WAITS = "No connection to PostgreSQL";
  private static final int ENDED_BY_SIGTERM = 143;

  @Test
  void it_waits_until_postgresql_is_there(CapturedOutput log) {
    TestPostgres postgres = TestServers.stoppable().postgres();
    postgres.stop();
    CompletableFuture<ConfigurableApplicationContext> service;
    try {
      service =
          CompletableFuture.supplyAsync(
              () ->
                  new SpringApplicationBuilder(DeliveryWorker.class)
                      .run(settings(postgres.url(), postgres.user(), postgres.password())));
      await().atMost(Relay.PATIENCE).until(() -> service.isDone() || log.getOut().contains(WAITS));
    } finally {
      postgres.start();
    }

    assertThat(service).succeedsWithin(Relay.PATIENCE);
    service.join().close();
  }

  @Test
  void it_ends_when_it_is_told_to_while_it_waits(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("log");
    String nowhere = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/relay";
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DeliveryWorker.class.getName()));
    command.addAll(List.of(settings(nowhere, "relay", "relay")));
    Process service =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      await().atMost(Relay.PATIENCE).until(() -> Files.readString(log).contains(WAITS));

      service.destroy();

      assertThat(service.onExit()).succeedsWithin(Relay.PATIENCE);
      assertThat(service.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    } finally {
      service.destroyForcibly();
    }
  }

  private static String[] settings(String url, String user, String password) {
    return new String[] {
      "--server.port=0",
      "--relay.secrets.keys=" + Relay.FIRST_KEY,
      "--spring.datasource.url=" + url,
      "--spring.datasource.username=" + user,
      "--spring.datasource.password=" + password,
      "--spring.kafka.bootstrap-servers=" + TestServers.stoppable().kafka().bootstrapServers(),
      "--spring.kafka.consumer.group-id=" + StartTest.class.getSimpleName()
    };
  }
}
