package relay.testservers;

/** Both servers, started, and another PostgreSQL that is not. */
sealed interface RunningServers permits EmbeddedServers, DockerServers {
  TestPostgres postgres();

  TestPostgres steadyPostgres();

  TestKafka kafka();
}
