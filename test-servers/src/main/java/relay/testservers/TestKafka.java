package relay.testservers;

/** The Kafka of the tests. */
public interface TestKafka extends TestServer {
  /** The address for {@code bootstrap.servers}. */
  String bootstrapServers();

  /** Kills it, deletes all topics, records and offsets, and starts it empty on the same port. */
  void wipe();
}
