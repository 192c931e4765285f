package relay.testservers;

/** A PostgreSQL and a Kafka, each started by the first who asks for it. Thread-safe. */
public sealed interface ServerPair permits EmbeddedServers, DockerServers {
  TestPostgres postgres();

  TestKafka kafka();
}
