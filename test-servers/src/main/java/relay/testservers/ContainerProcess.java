package relay.testservers;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The process in a container, which may be killed and started while the container stays. */
final class ContainerProcess {
  /** Of a machine that does much else. */
  static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private ContainerProcess() {}

  /** Whether it was never started. A container that was killed counts as created no more. */
  static boolean isNew(GenericContainer<?> container) {
    return container.getContainerId() == null;
  }

  static void kill(GenericContainer<?> container) {
    if (container.isRunning()) {
      client().killContainerCmd(container.getContainerId()).exec();
      client().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
    }
  }

  static void start(GenericContainer<?> container) {
    if (isNew(container)) {
      container.withStartupTimeout(STARTS_WITHIN).start();
    } else if (!container.isRunning()) {
      client().startContainerCmd(container.getContainerId()).exec();
      // The log, by which the container was first found ready, still has the line of then.
      Wait.forListeningPort().withStartupTimeout(STARTS_WITHIN).waitUntilReady(container);
    }
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }
}
