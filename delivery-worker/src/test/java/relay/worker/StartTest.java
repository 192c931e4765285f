package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import relay.testservers.TestPostgres;
import relay.testservers.TestServers;

@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
  private final TestPostgres postgres = TestServers.stoppable().postgres();

  @Test
  void a_service_waits_for_a_postgresql_that_is_away_at_its_start(CapturedOutput log) {
    postgres.stop();
    CompletableFuture<ConfigurableApplicationContext> service;
    try {
      service = CompletableFuture.supplyAsync(this::start);
      await()
          .atMost(Relay.PATIENCE)
          .until(() -> service.isDone() || log.getOut().contains("No connection to PostgreSQL"));
    } finally {
      postgres.start();
    }

    assertThat(service)
        .succeedsWithin(Relay.PATIENCE)
        .satisfies(context -> assertThat(context.isActive()).isTrue());
    service.join().close();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(DeliveryWorker.class)
        .run(
            "--server.port=0",
            "--relay.secrets.keys=" + Relay.FIRST_KEY,
            "--spring.datasource.url=" + postgres.url(),
            "--spring.datasource.username=" + postgres.user(),
            "--spring.datasource.password=" + postgres.password(),
            "--spring.kafka.bootstrap-servers="
                + TestServers.stoppable().kafka().bootstrapServers(),
            "--spring.kafka.consumer.group-id=" + StartTest.class.getSimpleName());
  }
}
