package relay.testservers;

/** The servers in containers, which Testcontainers removes at the JVM's end. */
final class DockerServers implements ServerPair {
  private final DockerPostgres postgres = new DockerPostgres();
  private final DockerKafka kafka = new DockerKafka();

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
}
