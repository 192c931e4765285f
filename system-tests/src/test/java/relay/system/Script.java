package relay.system;

import java.io.IOException;

/**
 * A process that says what it has to say by {@link System#out}. It must not inherit the streams of
 * this JVM: by them Surefire and Maven speak with each other.
 */
final class Script {
  private Script() {}

  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(System.out::println));
    return process;
  }
}
