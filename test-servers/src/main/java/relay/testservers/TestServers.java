package relay.testservers;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.testcontainers.DockerClientFactory;

/**
 * Gives a test's context a real PostgreSQL and a real Kafka, started once in a JVM: with
 * Testcontainers where a Docker daemon runs, else the embedded ones of the local stack.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(TestServers.Beans.class)
public class TestServers {
  /** Started by the first who asks. */
  private static final class Running {
    private static final RunningServers SERVERS = start();

    private static RunningServers start() {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        System.out.println("Test servers: Testcontainers (Docker)");
        return DockerServers.start();
      }
      System.out.println("Test servers: embedded PostgreSQL and Kafka (no Docker daemon found)");
      return EmbeddedServers.start();
    }
  }

  /** The PostgreSQL that all tests of this JVM share. */
  public static TestPostgres postgres() {
    return servers().postgres();
  }

  /** Another one, which no test stops; started by the first who asks. */
  public static TestPostgres steadyPostgres() {
    TestPostgres steady = servers().steadyPostgres();
    steady.start();
    return steady;
  }

  /** The Kafka that all tests of this JVM share. */
  public static TestKafka kafka() {
    return servers().kafka();
  }

  static RunningServers servers() {
    return Running.SERVERS;
  }

  /** Tells Spring Boot how to connect, in the way of the servers that run. */
  static final class Beans implements ImportSelector {
    @Override
    public String[] selectImports(AnnotationMetadata importing) {
      Class<?> beans =
          switch (servers()) {
            case EmbeddedServers _ -> EmbeddedServers.Connections.class;
            case DockerServers _ -> DockerServers.Containers.class;
          };
      return new String[] {beans.getName()};
    }
  }
}
