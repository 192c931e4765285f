package relay.testservers;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import relay.stack.process.Ports;

/** Kafka in a container. */
final class DockerKafka implements TestKafka {
  private static final int PORT = 9092;

  private final Shared container = new Shared();

  synchronized void startFirst() {
    if (ContainerProcess.isNew(container)) {
      start();
    }
  }

  @Override
  public synchronized void start() {
    ContainerProcess.start(container);
  }

  @Override
  public synchronized void stop() {
    ContainerProcess.kill(container);
  }

  @Override
  public synchronized void wipe() {
    // A new container on the same port: the data was in the old one.
    container.stop();
    ContainerProcess.start(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  /** A context that is closed must not take the server from the other contexts. */
  private static final class Shared extends KafkaContainer {
    Shared() {
      super("apache/kafka:4.2.0");
      withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
      setPortBindings(List.of(Ports.free() + ":" + PORT));
    }

    @Override
    public void close() {}
  }
}
