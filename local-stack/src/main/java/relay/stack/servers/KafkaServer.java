package relay.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relay.stack.process.Command;
import relay.stack.process.Platform;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.process.StackException;

/**
 * A Kafka of one node, broker and KRaft controller in one, that listens on loopback only.
 *
 * @param folder holds the data and the settings
 * @param port the TCP port of the broker
 * @param advertisedPort the TCP port at which clients reach it
 * @param controllerPort the TCP port on which the node speaks with itself
 */
public record KafkaServer(Path folder, int port, int advertisedPort, int controllerPort) {
  /** Any 16 bytes in base64 would do: there is one cluster in a folder. */
  private static final String CLUSTER = "cmVsYXktbG9jYWwtc3RhYw";

  private static final Duration FORMAT_WITHIN = Duration.ofMinutes(1);
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  /** Writes the settings, and formats the storage if it is not. */
  public void prepare() throws InterruptedException {
    writeSettings();
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  /** Deletes all data of a stopped server; the next {@link #prepare} formats it anew. */
  public void wipe() {
    try {
      Folders.delete(data());
    } catch (IOException failure) {
      throw StackException.disk("%s cannot be deleted".formatted(data()), failure);
    }
  }

  /** A broker that was killed is let in again only when the session of its past life has ended. */
  private void writeSettings() {
    String settings =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%4$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=4
        group.initial.rebalance.delay.ms=0
        broker.session.timeout.ms=3000
        broker.heartbeat.interval.ms=500
        """
            .formatted(port, controllerPort, data(), advertisedPort);
    try {
      Files.createDirectories(folder);
      Files.writeString(settingsFile(), settings);
    } catch (IOException failure) {
      throw StackException.disk("%s cannot be written".formatted(settingsFile()), failure);
    }
  }

  private void format() throws InterruptedException {
    Command.run(
        "format the storage of Kafka",
        java(
            List.of(archive("format"), "-XX:+AutoCreateSharedArchive"),
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            CLUSTER,
            "--config",
            settingsFile().toString()),
        folder.resolve("format.log"),
        FORMAT_WITHIN);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path settingsFile() {
    return folder.resolve("server.properties");
  }

  /** What to run. */
  public Program program() {
    return new Program(
        "kafka",
        java(
            List.of(
                archive("kafka"),
                "-XX:+AutoCreateSharedArchive",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                // Log4j's own defaults, a line an event on stdout, from this level on.
                "-Dorg.apache.logging.log4j.level=WARN"),
            "kafka.Kafka",
            settingsFile().toString()),
        Map.of(),
        Signal.TERM,
        STARTS_WITHIN,
        this::isReady);
  }

  /** Whether it answers: the broker opens its port only when it is ready for requests. */
  public boolean isReady() {
    return Ports.isAnswering(port);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + advertisedPort;
  }

  /**
   * Where the JVM keeps what it has loaded, for the next start of the same: it writes the file when
   * it ends and there is none that fits.
   */
  private static String archive(String name) {
    return "-XX:SharedArchiveFile=" + Installation.lib().resolveSibling(name + ".jsa");
  }

  private static List<String> java(List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Platform.java()));
    command.addAll(options);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(Installation.lib().resolve("*").toString());
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
