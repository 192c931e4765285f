package relay.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import relay.stack.servers.Folders;

/** The servers of the local stack, with data in a folder that is deleted at the JVM's end. */
record EmbeddedServers(
    EmbeddedPostgres postgres, EmbeddedPostgres steadyPostgres, EmbeddedKafka kafka)
    implements RunningServers {
  static EmbeddedServers start() {
    try {
      Path folder = Files.createTempDirectory("relay-test-servers-");
      EmbeddedServers servers =
          new EmbeddedServers(
              new EmbeddedPostgres(folder.resolve("postgres")),
              new EmbeddedPostgres(folder.resolve("steady-postgres")),
              new EmbeddedKafka(folder.resolve("kafka")));
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> servers.remove(folder), "remove-test-servers"));
      servers.postgres.start();
      servers.kafka.start();
      return servers;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void remove(Path folder) {
    kafka.stop();
    postgres.stop();
    steadyPostgres.stop();
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How Spring Boot connects to them. */
  @Configuration(proxyBeanMethods = false)
  static class Connections {
    @Bean
    JdbcConnectionDetails testPostgres() {
      return TestServers.postgres().connectionDetails();
    }

    @Bean
    KafkaConnectionDetails testKafka() {
      TestKafka kafka = TestServers.kafka();
      return () -> List.of(kafka.bootstrapServers());
    }
  }
}
