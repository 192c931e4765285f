package relay.stack.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A running child process. Its output goes to its log file and its pid to its pid file, so that it
 * can be found again when this JVM is killed. Thread-safe.
 */
public final class Child {
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
  private static final Duration DEATH_WITHIN = Duration.ofSeconds(10);
  private static final int LINES_SHOWN = 15;
  private static final Duration LONGEST_START = Duration.ofMinutes(15);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  /** More than what a service that waits for something uses meanwhile. */
  private static final Duration WORTH_WAITING_FOR = Duration.ofSeconds(2);

  private final Program program;
  private final Process process;
  private final PidFile pidFile;
  private final LogFile log;
  private final Instant started = Instant.now();

  private Child(Program program, Process process, PidFile pidFile, LogFile log) {
    this.program = program;
    this.process = process;
    this.pidFile = pidFile;
    this.log = log;
  }

  /**
   * Starts the program and does not wait until it is ready.
   *
   * @throws StackException if the executable cannot be run
   */
  public static Child start(Program program, PidFile pidFile, LogFile log) {
    ProcessBuilder builder = new ProcessBuilder(Platform.inOwnSession(program.command()));
    // Nobody but the service that checks the key needs it.
    builder.environment().remove("RELAY_API_KEY");
    builder.environment().putAll(program.environment());
    builder.redirectErrorStream(true);
    try {
      Files.createDirectories(log.path().toAbsolutePath().getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
      Process process = builder.start();
      pidFile.write(process.toHandle());
      return new Child(program, process, pidFile, log);
    } catch (IOException failure) {
      throw StackException.disk("%s could not be started".formatted(program.name()), failure);
    }
  }

  /**
   * Waits until the program is ready, for as long as it makes progress.
   *
   * @throws StackException if it ends before, takes too long, or must not be used; with the last
   *     lines of its log
   */
  public void awaitReady() throws InterruptedException {
    awaitReady(LONGEST_START, _ -> {});
  }

  /**
   * Waits until the program is ready: for the time that it takes on a machine with nothing else to
   * do, and again for that time whenever it has used CPU or printed something.
   *
   * @param limit from the start, whatever progress it makes
   * @param say receives a line now and then on what is waited for
   * @throws StackException as {@link #awaitReady()}
   */
  public void awaitReady(Duration limit, Consumer<String> say) throws InterruptedException {
    Instant end = started.plus(limit);
    Instant deadline = started.plus(program.startsWithin());
    Instant sayNext = started.plus(BETWEEN_LINES);
    Progress last = progress();
    while (!program.readiness().isReady()) {
      if (process.waitFor(BETWEEN_QUESTIONS.toMillis(), MILLISECONDS)) {
        throw notReady("ended with %d while it was starting".formatted(process.exitValue()));
      }
      Instant now = Instant.now();
      Progress latest = progress();
      if (latest.isBeyond(last)) {
        last = latest;
        deadline = now.plus(program.startsWithin());
      }
      if (now.isAfter(end)) {
        throw notReady("was not ready within %d s".formatted(limit.toSeconds()));
      }
      if (now.isAfter(deadline)) {
        throw notReady(
            "was not ready, and made no progress for %d s"
                .formatted(program.startsWithin().toSeconds()));
      }
      if (now.isAfter(sayNext)) {
        sayNext = now.plus(BETWEEN_LINES);
        say.accept(
            "%s has been starting for %d s; its log is %s"
                .formatted(program.name(), Duration.between(started, now).toSeconds(), log.path()));
      }
    }
  }

  /** What a process has done so far. */
  private record Progress(Duration cpu, long printed) {
    boolean isBeyond(Progress earlier) {
      return printed > earlier.printed || cpu.minus(earlier.cpu).compareTo(WORTH_WAITING_FOR) >= 0;
    }
  }

  private Progress progress() {
    return new Progress(
        process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO), log.size());
  }

  private StackException notReady(String what) {
    List<String> tail = log.tail(LINES_SHOWN);
    return new StackException(
        "%s %s; the last lines of %s:%n%s"
            .formatted(
                program.name(), what, log.path(), String.join(System.lineSeparator(), tail)));
  }

  public Program program() {
    return program;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Instant started() {
    return started;
  }

  /** Completed with the exit code when the process has ended; 128 and the signal if one did it. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks the program to end, and kills it when it has not done so in time. */
  public void stop(Duration within) throws InterruptedException {
    stop(process.toHandle(), program.stopSignal(), within);
    pidFile.delete();
  }

  /** Kills the program and its own children at once, as a crash would, and waits for their end. */
  public void kill() throws InterruptedException {
    kill(process.toHandle());
  }

  /** Stops a process as {@link #stop(Duration)} does; for one that another JVM started. */
  public static void stop(ProcessHandle process, Signal signal, Duration within)
      throws InterruptedException {
    signal.sendTo(List.of(process));
    if (!ended(process, within)) {
      kill(process);
    }
  }

  /** Sends a signal to the program and its own children. */
  public void send(Signal signal) throws InterruptedException {
    signal.sendTo(family(process.toHandle()));
  }

  private static List<ProcessHandle> family(ProcessHandle process) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.addFirst(process);
    return family;
  }

  private static void kill(ProcessHandle process) throws InterruptedException {
    List<ProcessHandle> family = family(process);
    family.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle member : family) {
      if (!ended(member, DEATH_WITHIN)) {
        throw new StackException("Process %d cannot be killed.".formatted(member.pid()));
      }
    }
  }

  private static boolean ended(ProcessHandle process, Duration within) throws InterruptedException {
    try {
      process.onExit().get(within.toMillis(), MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException failure) {
      throw new UncheckedIOException(new IOException(failure));
    }
  }
}
