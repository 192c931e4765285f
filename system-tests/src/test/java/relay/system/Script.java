package relay.system;

import java.io.IOException;

/**
 * Starts a process and copies its output to {@link System#out}. A process must not inherit the
 * streams of this JVM: Surefire and Maven use them to talk to each other.
 */
final class Script {
  private Script() {}

  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(System.out::println));
    return process;
  }
}
