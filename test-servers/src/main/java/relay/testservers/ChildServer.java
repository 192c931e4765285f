package relay.testservers;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import relay.stack.process.Child;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.Program;

/** A server that runs as a child process of the tests. */
abstract class ChildServer implements TestServer {
  private @Nullable Child child;
  private boolean started;

  /** Prepares the data where there is none, and says what to run. */
  abstract Program prepare() throws InterruptedException;

  /** Where the log and the pid are kept. */
  abstract Path folder();

  /** Starts it, unless it was started before, be it stopped now or not. */
  final synchronized void startFirst() {
    if (!started) {
      start();
    }
  }

  @Override
  public final synchronized void start() {
    started = true;
    if (child != null && child.isAlive()) {
      return;
    }
    try {
      child =
          Child.start(
              prepare(),
              new PidFile(folder().resolve("pid")),
              new LogFile(folder().resolve("server.log")));
      child.awaitReady();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  @Override
  public final synchronized void stop() {
    if (child == null) {
      return;
    }
    try {
      child.kill();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static IllegalStateException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for a test server", interrupted);
  }
}
