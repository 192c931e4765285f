package relay.testservers;

import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers in containers, which Testcontainers removes at the JVM's end. */
record DockerServers(DockerPostgres postgres, DockerPostgres steadyPostgres, DockerKafka kafka)
    implements RunningServers {
  static DockerServers start() {
    DockerServers servers =
        new DockerServers(new DockerPostgres(), new DockerPostgres(), new DockerKafka());
    servers.postgres.start();
    servers.kafka.start();
    return servers;
  }

  /** How Spring Boot connects to them. */
  @Configuration(proxyBeanMethods = false)
  static class Containers {
    @Bean
    @ServiceConnection
    PostgreSQLContainer testPostgres() {
      return docker().postgres().container();
    }

    @Bean
    @ServiceConnection
    KafkaContainer testKafka() {
      return docker().kafka().container();
    }

    private static DockerServers docker() {
      return switch (TestServers.servers()) {
        case DockerServers docker -> docker;
        case EmbeddedServers _ -> throw new IllegalStateException("the servers are embedded");
      };
    }
  }
}
