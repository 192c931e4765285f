package relay.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import relay.stack.servers.Folders;

/** The servers of the local stack, with data in a folder that is deleted at the JVM's end. */
final class EmbeddedServers implements ServerPair {
  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;

  EmbeddedServers() {
    try {
      folder = Files.createTempDirectory("relay-test-servers-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    postgres = new EmbeddedPostgres(folder.resolve("postgres"));
    kafka = new EmbeddedKafka(folder.resolve("kafka"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "remove-test-servers"));
  }

  @Override
  public TestPostgres postgres() {
    postgres.startFirst();
    return postgres;
  }

  @Override
  public TestKafka kafka() {
    kafka.startFirst();
    return kafka;
  }

  private void remove() {
    kafka.stop();
    postgres.stop();
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
