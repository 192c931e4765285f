package relay.testservers;

/** Both servers, started. */
sealed interface RunningServers permits EmbeddedServers, DockerServers {
  TestPostgres postgres();

  TestKafka kafka();
}
