package relay.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import relay.stack.process.Child;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.process.StackException;

/**
 * One program that is kept running: when its process ends unasked, it is started again, at once at
 * first and after growing pauses while it keeps ending. Thread-safe.
 */
public final class ServiceProcess {
  static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
  private static final Duration LONG_LIFE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Program program;
  private final PidFile pidFile;
  private final LogFile log;
  private final ScheduledExecutorService clock;
  private final Consumer<String> say;
  private Child child;
  private Duration pause = Duration.ZERO;
  private boolean stopping;

  private ServiceProcess(
      Program program,
      PidFile pidFile,
      LogFile log,
      ScheduledExecutorService clock,
      Consumer<String> say) {
    this.program = program;
    this.pidFile = pidFile;
    this.log = log;
    this.clock = clock;
    this.say = say;
    this.child = Child.start(program, pidFile, log);
  }

  /** How it is called in messages and in the names of its files. */
  public String name() {
    return program.name();
  }

  /** The process that runs now. */
  public long pid() {
    return child().pid();
  }

  /** Kills it as a crash would; it is started again. */
  public void kill() throws InterruptedException {
    child().kill();
  }

  /** Stops it where it is, as a machine that is paused does, until it is thawed. */
  public void freeze() throws InterruptedException {
    child().send(Signal.STOP);
  }

  /** Lets it go on. */
  public void thaw() throws InterruptedException {
    child().send(Signal.CONT);
  }

  /** Starts the program; until {@link #keepRunning} nobody starts it again. */
  static ServiceProcess start(
      Program program,
      PidFile pidFile,
      LogFile log,
      ScheduledExecutorService clock,
      Consumer<String> say) {
    return new ServiceProcess(program, pidFile, log, clock, say);
  }

  /** From now on the program is started again whenever it ends unasked. */
  synchronized void keepRunning() {
    Child watched = child;
    // On the clock's thread, never on the one that may hold the lock while it stops the child.
    var _ = watched.onExit().thenAcceptAsync(exitCode -> ended(watched, exitCode), clock);
  }

  private synchronized void ended(Child ended, int exitCode) {
    if (stopping || ended != child) {
      return;
    }
    boolean longLived = Duration.between(ended.started(), Instant.now()).compareTo(LONG_LIFE) >= 0;
    pause = longLived ? Duration.ZERO : pause;
    String what = "%s (pid %d) ended with %d".formatted(program.name(), ended.pid(), exitCode);
    startLater(what);
  }

  private void startLater(String what) {
    var _ = clock.schedule(() -> startAgain(what), pause.toMillis(), TimeUnit.MILLISECONDS);
    pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
  }

  private synchronized void startAgain(String what) {
    if (stopping) {
      return;
    }
    try {
      child = Child.start(program, pidFile, log);
      say.accept("%s; started again as pid %d".formatted(what, child.pid()));
      notifyAll();
      keepRunning();
    } catch (StackException failure) {
      say.accept(what + "; " + failure.getMessage());
      startLater(what);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Waits until it runs, even if it has just ended, and is ready.
   *
   * @throws StackException if that takes longer than the program's own time
   */
  public void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(program.startsWithin());
    while (true) {
      Child current = awaitAlive(deadline);
      try {
        current.awaitReady();
        return;
      } catch (StackException failure) {
        if (current.isAlive() || Instant.now().isAfter(deadline)) {
          throw failure;
        }
      }
    }
  }

  private synchronized Child awaitAlive(Instant deadline) throws InterruptedException {
    while (!child.isAlive()) {
      long left = Duration.between(Instant.now(), deadline).toMillis();
      if (left <= 0) {
        throw new StackException(program.name() + " was not started again in time.");
      }
      wait(left);
    }
    return child;
  }

  synchronized Child child() {
    return child;
  }

  /** Starts it after a stop; {@link #awaitReady} waits for it. */
  public synchronized void resume() {
    stopping = false;
    startAgain(program.name() + " was stopped");
  }

  /** Ends it in good order, or by force when that takes too long, and leaves it so. */
  public void stop() throws InterruptedException {
    stop(STOPS_WITHIN);
  }

  /** The same, with more patience. */
  public void stop(Duration within) throws InterruptedException {
    Child last;
    synchronized (this) {
      stopping = true;
      last = child;
    }
    last.stop(within);
  }
}
