package relay.testservers;

/**
 * A server that a test may take down. All tests of a JVM share it: leave it running. Thread-safe.
 */
public interface TestServer {
  /** Kills it, as a crash would, and waits for its end; nothing if it is down. */
  void stop();

  /** Starts it on the same port with the same data, and waits until it answers. */
  void start();
}
