package relay.testservers;

/**
 * A server that all tests of a JVM share. A test may take down one that is stoppable, and leaves it
 * running. Thread-safe.
 */
public interface TestServer {
  /** Kills it, as a crash would, and waits for its end; nothing if it is down. */
  void stop();

  /** Starts it on the same port with the same data, and waits until it answers. */
  void start();
}
