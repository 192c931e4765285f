package relay.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relay.stack.process.Child;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.process.StackException;

/**
 * The running relay: PostgreSQL, Kafka, api-service and delivery-worker, each a process of its own
 * that is started again when it dies.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(StackOptions.in(folder), System.out::println)) {
 *   post(stack.api().resolve("/events"), stack.apiKey());
 *   stack.kill(Service.WORKER);
 *   stack.awaitReady(Service.WORKER);
 * }
 * }</pre>
 *
 * <p>Thread-safe. A stack that is not closed is stopped when the JVM ends; what is left behind by a
 * JVM that was killed is stopped by the next start on the same folder.
 */
public final class LocalStack implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final FileChannel lock;
  private final String apiKey;
  private final Consumer<String> say;
  private final Map<Service, Watch> watches = new EnumMap<>(Service.class);
  private final Map<Service, Map<String, String>> leftOut = new EnumMap<>(Service.class);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("relay-watch").factory());

  /** Held while stopping, so that whoever comes second waits for the end. */
  private final Object stop = new Object();

  private @Nullable StackPorts ports;
  private boolean closed;

  private LocalStack(
      StackOptions options, DataFolder folder, FileChannel lock, Consumer<String> say) {
    this.folder = folder;
    this.lock = lock;
    this.say = say;
    this.apiKey = Optional.ofNullable(options.apiKey()).orElseGet(folder::apiKey);
  }

  /**
   * Starts all processes and returns when all are ready.
   *
   * @param say receives a line on each thing that happens, also later
   * @throws StackException with a sentence for the user; nothing runs then
   */
  public static LocalStack start(StackOptions options, Consumer<String> say)
      throws InterruptedException {
    DataFolder folder = new DataFolder(options.data());
    folder.open();
    LocalStack stack = new LocalStack(options, folder, lock(folder), say);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-relay"));
    try {
      stack.startAll(options);
      return stack;
    } catch (RuntimeException | InterruptedException failure) {
      boolean stopped = stack.isClosed();
      stack.close();
      if (stopped) {
        throw stoppedWhileStarting();
      }
      throw failure;
    }
  }

  /** Held by the operating system as long as this JVM lives, so that nothing can be left behind. */
  private static FileChannel lock(DataFolder folder) {
    try {
      FileChannel channel =
          FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        @Nullable FileLock taken = channel.tryLock();
        if (taken != null) {
          return channel;
        }
      } catch (OverlappingFileLockException sameJvm) {
        channel.close();
      }
      throw new StackException(
          "A relay is already running on %s%s: stop it with %s, or choose another folder with --data."
              .formatted(
                  folder.path(),
                  folder.supervisor().map(running -> " (pid " + running.pid() + ")").orElse(""),
                  folder.command("down")));
    } catch (IOException failure) {
      throw StackException.disk(
          "The data folder %s cannot be used, choose another with --data".formatted(folder.path()),
          failure);
    }
  }

  private void startAll(StackOptions options) throws InterruptedException {
    folder.supervisorPid().write(ProcessHandle.current());
    stopOrphans(folder, say);
    StackPorts chosen = StackPorts.choose(options.ports(), options.leftOut(), folder);
    ports = chosen;
    Programs programs = new Programs(folder, chosen);
    if (!Files.exists(folder.folder(Service.POSTGRESQL).resolve("data"))) {
      say.accept("A new database is made in " + folder.path());
    }
    launch(Service.POSTGRESQL, programs.postgres());
    launch(Service.KAFKA, programs.kafka());
    keepRunning(Service.POSTGRESQL);
    keepRunning(Service.KAFKA);
    for (Service service : Service.OURS) {
      folder.leaveOut(service, options.leftOut().contains(service));
      if (options.leftOut().contains(service)) {
        leftOut.put(service, programs.environment(service, options, apiKey));
      } else {
        launch(service, programs.ours(service, options, apiKey));
      }
    }
    for (Service service : Service.OURS) {
      if (!options.leftOut().contains(service)) {
        keepRunning(service);
      }
    }
  }

  private synchronized void launch(Service service, Program program) {
    if (closed) {
      throw stoppedWhileStarting();
    }
    say.accept("%s starts on port %d".formatted(service.id(), port(service)));
    folder.log(service).rotate();
    watches.put(
        service, Watch.start(program, folder.pidFile(service), folder.log(service), clock, say));
  }

  private static StackException stoppedWhileStarting() {
    return new StackException("The relay was stopped while it was starting.");
  }

  private void keepRunning(Service service) throws InterruptedException {
    Child child = watch(service).child();
    child.awaitReady();
    say.accept(
        "%s is ready after %.1f s (pid %d)"
            .formatted(
                service.id(),
                Duration.between(child.started(), Instant.now()).toMillis() / 1000.0,
                child.pid()));
    watch(service).keepRunning();
  }

  /**
   * Stops what a killed supervisor has left running, and only that.
   *
   * @return whether there was any
   */
  public static boolean stopOrphans(DataFolder folder, Consumer<String> say)
      throws InterruptedException {
    boolean found = false;
    for (Service service : Service.STOPPING) {
      Optional<ProcessHandle> orphan = folder.pidFile(service).running();
      if (orphan.isPresent()) {
        found = true;
        say.accept(
            "%s (pid %d) was left over from a relay that was killed; it is stopped now"
                .formatted(service.id(), orphan.get().pid()));
        Child.stop(orphan.get(), stopSignal(service), STOPS_WITHIN);
      }
      folder.pidFile(service).delete();
      folder.leaveOut(service, false);
    }
    return found;
  }

  private static Signal stopSignal(Service service) {
    return service == Service.POSTGRESQL ? Signal.INT : Signal.TERM;
  }

  private synchronized Watch watch(Service service) {
    return Optional.ofNullable(watches.get(service))
        .orElseThrow(() -> new StackException(service.id() + " is not running."));
  }

  /** The base of the API's URLs. */
  public URI api() {
    return base(Service.API);
  }

  /** The base of the worker's health and metrics. */
  public URI worker() {
    return base(Service.WORKER);
  }

  private URI base(Service service) {
    return URI.create("http://127.0.0.1:%d".formatted(port(service)));
  }

  /** The key of the API. */
  public String apiKey() {
    return apiKey;
  }

  /** The password of the first administrator, {@code admin}, if nobody has changed it. */
  public String adminPassword() {
    return folder.adminPassword();
  }

  /** The TCP port of a service. */
  public synchronized int port(Service service) {
    return Optional.ofNullable(ports).orElseThrow().of(service);
  }

  /** The services that are left to the user, each with the environment that it has to run in. */
  public Map<Service, Map<String, String>> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }

  /** The process that a service has now. */
  public long pid(Service service) {
    return watch(service).child().pid();
  }

  /** Kills a service as a crash would; it is started again. */
  public void kill(Service service) throws InterruptedException {
    watch(service).child().kill();
  }

  /** Stops a service in good order, and leaves it so until it is resumed. */
  public void stop(Service service) throws InterruptedException {
    watch(service).stop(STOPS_WITHIN);
  }

  /** Starts a service that was stopped; {@link #awaitReady} waits for it. */
  public void resume(Service service) {
    watch(service).resume();
  }

  /**
   * Waits until a service that was killed or resumed runs again and is ready.
   *
   * @throws StackException if it is not in time
   */
  public void awaitReady(Service service) throws InterruptedException {
    watch(service).awaitReady();
  }

  /** Stops all in order: nothing that was accepted is lost. */
  @Override
  public void close() {
    synchronized (stop) {
      if (!lock.isOpen()) {
        return;
      }
      Map<Service, Watch> running = endStarting();
      try {
        for (Service service : Service.STOPPING) {
          Watch watch = running.get(service);
          if (watch != null) {
            watch.stop(STOPS_WITHIN);
            say.accept(service.id() + " has stopped");
          }
          folder.leaveOut(service, false);
        }
        clock.shutdownNow();
        folder.supervisorPid().delete();
        lock.close();
      } catch (InterruptedException interrupted) {
        // What still runs is found by its pid file and stopped by the next start.
        Thread.currentThread().interrupt();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** What is to be stopped; nothing else is started from now on. */
  private synchronized Map<Service, Watch> endStarting() {
    closed = true;
    Map<Service, Watch> running = new EnumMap<>(watches);
    watches.clear();
    return running;
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
