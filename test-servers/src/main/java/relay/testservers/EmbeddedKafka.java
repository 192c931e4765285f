package relay.testservers;

import java.nio.file.Path;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.servers.KafkaServer;

/** The Kafka of the local stack. */
final class EmbeddedKafka extends ChildServer implements TestKafka {
  private final KafkaServer server;

  EmbeddedKafka(Path folder) {
    int port = Ports.free();
    this.server = new KafkaServer(folder, port, port, Ports.free());
  }

  @Override
  Program prepare() throws InterruptedException {
    server.prepare();
    return server.program();
  }

  @Override
  Path folder() {
    return server.folder();
  }

  @Override
  public String bootstrapServers() {
    return server.bootstrapServers();
  }

  @Override
  public synchronized void wipe() {
    stop();
    server.wipe();
    start();
  }
}
