package relay.testservers;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.DockerClientFactory;

/**
 * Gives a test's context a real PostgreSQL and a real Kafka, started once in a JVM: with
 * Testcontainers where a Docker daemon runs, else the embedded ones of the local stack. {@code
 * -Drelay.test-servers=docker} or {@code embedded} decides instead.
 *
 * <p>There are two pairs. A context has the one that no test stops, or, with the property {@code
 * test-servers=stoppable}, the other; so a test that stops a server may run beside the rest.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestServers {
  /** For a context whose servers a test stops. */
  public static final String STOPPABLE = "test-servers=stoppable";

  /** Which servers are started. */
  private enum Kind {
    DOCKER,
    EMBEDDED;

    private static final Kind CHOSEN = choose();

    private static Kind choose() {
      String asked = System.getProperty("relay.test-servers");
      Kind kind;
      if (asked != null) {
        kind = valueOf(asked.toUpperCase(Locale.ROOT));
      } else {
        kind = DockerClientFactory.instance().isDockerAvailable() ? DOCKER : EMBEDDED;
      }
      System.out.println(
          switch (kind) {
            case DOCKER -> "Test servers: Testcontainers (Docker)";
            case EMBEDDED -> "Test servers: embedded PostgreSQL and Kafka";
          });
      return kind;
    }

    private ServerPair pair() {
      return switch (this) {
        case DOCKER -> new DockerServers();
        case EMBEDDED -> new EmbeddedServers();
      };
    }
  }

  private static final class Steady {
    private static final ServerPair PAIR = Kind.CHOSEN.pair();
  }

  private static final class Stoppable {
    private static final ServerPair PAIR = Kind.CHOSEN.pair();
  }

  /** The PostgreSQL that no test stops. */
  public static TestPostgres postgres() {
    return Steady.PAIR.postgres();
  }

  /** The Kafka that no test stops. */
  public static TestKafka kafka() {
    return Steady.PAIR.kafka();
  }

  /** The servers that tests stop; one that does starts them again. */
  public static ServerPair stoppable() {
    return Stoppable.PAIR;
  }

  /** With the driver of the service's own configuration, which details that are given overrule. */
  @Bean
  JdbcConnectionDetails testPostgres(
      @Value("${test-servers:steady}") String pair,
      @Value("${spring.datasource.hikari.driver-class-name:" + PostgresConnection.DRIVER + "}")
          String driver) {
    return of(pair).postgres().connectionDetailsWith(driver);
  }

  @Bean
  KafkaConnectionDetails testKafka(@Value("${test-servers:steady}") String pair) {
    TestKafka kafka = of(pair).kafka();
    return () -> List.of(kafka.bootstrapServers());
  }

  private static ServerPair of(String pair) {
    return switch (pair) {
      case "steady" -> Steady.PAIR;
      case "stoppable" -> Stoppable.PAIR;
      default -> throw new IllegalArgumentException("test-servers=" + pair);
    };
  }
}
