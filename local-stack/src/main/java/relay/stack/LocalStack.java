package relay.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relay.stack.process.Child;
import relay.stack.process.PidFile;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.process.StackException;
import relay.stack.servers.PostgresServer;

/**
 * The running relay: PostgreSQL, Kafka, api-service and delivery-worker, each a process of its own
 * that is started again when it dies.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(StackOptions.in(folder), System.out::println)) {
 *   post(stack.api().resolve("/events"), stack.apiKey());
 *   stack.process(Service.WORKER).kill();
 *   stack.process(Service.WORKER).awaitReady();
 * }
 * }</pre>
 *
 * <p>Thread-safe. A stack that is not closed is stopped when the JVM ends; what is left behind by a
 * JVM that was killed is stopped by the next start on the same folder.
 */
public final class LocalStack implements AutoCloseable {
  private final DataFolder folder;
  private final FileChannel lock;
  private final Consumer<String> say;
  private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
  private final List<ServiceProcess> added = new ArrayList<>();
  private final Map<Service, Map<String, String>> leftOut = new EnumMap<>(Service.class);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("relay-watch").factory());

  /** Held while stopping, so that whoever comes second waits for the end. */
  private final Object stop = new Object();

  private final StackOptions options;
  private @Nullable StackPorts ports;
  private @Nullable Programs programs;
  private boolean closed;

  private LocalStack(
      StackOptions options, DataFolder folder, FileChannel lock, Consumer<String> say) {
    this.options = options;
    this.folder = folder;
    this.lock = lock;
    this.say = say;
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
      stack.startAll();
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

  private void startAll() throws InterruptedException {
    folder.supervisorPid().write(ProcessHandle.current());
    stopOrphans(folder, say);
    StackPorts chosen = StackPorts.choose(options.ports(), options.leftOut(), folder);
    ports = chosen;
    Programs started = new Programs(folder, chosen, options);
    programs = started;
    if (!Files.exists(folder.folder(Service.POSTGRESQL).resolve("data"))) {
      say.accept("A new database is made in " + folder.path());
    }
    launch(Service.POSTGRESQL, started.postgres());
    launch(Service.KAFKA, started.kafka());
    keepRunning(Service.POSTGRESQL);
    keepRunning(Service.KAFKA);
    for (Service service : Service.OURS) {
      folder.leaveOut(service, options.leftOut().contains(service));
      if (options.leftOut().contains(service)) {
        leftOut.put(service, started.environment(service));
      } else {
        launch(service, started.ours(service));
      }
    }
    for (Service service : Service.OURS) {
      if (!options.leftOut().contains(service)) {
        keepRunning(service);
      }
    }
  }

  /**
   * Starts another process of api-service or delivery-worker beside the first, such as a second
   * worker or one of another version, and returns when it is ready. It is stopped with the stack.
   *
   * @param port on which it listens
   * @param jar the executable jar
   * @param environment what it has besides, or in place of, that of the first
   */
  public ServiceProcess add(Service service, int port, Path jar, Map<String, String> environment)
      throws InterruptedException {
    String name = "%s-%d".formatted(service.id(), port);
    return add(programs().another(name, service, port, jar, environment));
  }

  /** Starts any program beside the services, and returns when it is ready. */
  public ServiceProcess add(Program program) throws InterruptedException {
    ServiceProcess process = launchAdded(program);
    awaitFirstStart(process);
    return process;
  }

  private synchronized ServiceProcess launchAdded(Program program) {
    if (closed) {
      throw stoppedWhileStarting();
    }
    folder.log(program.name()).rotate();
    ServiceProcess process =
        ServiceProcess.start(
            program, folder.pidFile(program.name()), folder.log(program.name()), clock, say);
    added.add(process);
    return process;
  }

  private synchronized void launch(Service service, Program program) {
    if (closed) {
      throw stoppedWhileStarting();
    }
    say.accept("%s starts on port %d".formatted(service.id(), port(service)));
    folder.log(service.id()).rotate();
    processes.put(
        service,
        ServiceProcess.start(
            program, folder.pidFile(service.id()), folder.log(service.id()), clock, say));
  }

  private static StackException stoppedWhileStarting() {
    return new StackException("The relay was stopped while it was starting.");
  }

  private void keepRunning(Service service) throws InterruptedException {
    awaitFirstStart(process(service));
  }

  private void awaitFirstStart(ServiceProcess process) throws InterruptedException {
    Child child = process.child();
    child.awaitReady(options.startLimit(), say);
    say.accept(
        "%s is ready after %.1f s (pid %d)"
            .formatted(
                process.name(),
                Duration.between(child.started(), Instant.now()).toMillis() / 1000.0,
                child.pid()));
    process.keepRunning();
  }

  /**
   * Stops what a killed supervisor has left running, and only that.
   *
   * @return whether there was any
   */
  public static boolean stopOrphans(DataFolder folder, Consumer<String> say)
      throws InterruptedException {
    boolean found = false;
    for (PidFile added : folder.pidFilesOfAdded()) {
      found |= stopOrphan(added, Signal.TERM, say);
    }
    for (Service service : Service.STOPPING) {
      found |= stopOrphan(folder.pidFile(service.id()), stopSignal(service), say);
      folder.leaveOut(service, false);
    }
    return found;
  }

  private static boolean stopOrphan(PidFile file, Signal signal, Consumer<String> say)
      throws InterruptedException {
    Optional<ProcessHandle> orphan = file.running();
    if (orphan.isPresent()) {
      say.accept(
          "%s (pid %d) was left over from a relay that was killed; it is stopped now"
              .formatted(file.program(), orphan.get().pid()));
      Child.stop(orphan.get(), signal, ServiceProcess.STOPS_WITHIN);
    }
    file.delete();
    return orphan.isPresent();
  }

  private static Signal stopSignal(Service service) {
    return service == Service.POSTGRESQL ? Signal.INT : Signal.TERM;
  }

  /**
   * The process of a service.
   *
   * @throws StackException if the service is left to the user
   */
  public synchronized ServiceProcess process(Service service) {
    return Optional.ofNullable(processes.get(service))
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
    return url(port(service));
  }

  /** Where a service that listens on this port is reached. */
  public static URI url(int port) {
    return URI.create("http://127.0.0.1:%d".formatted(port));
  }

  /** The key of the API. */
  public String apiKey() {
    return programs().apiKey();
  }

  /** The password of the first administrator, {@code admin}, if nobody has changed it. */
  public String adminPassword() {
    return folder.adminPassword();
  }

  private Programs programs() {
    return Objects.requireNonNull(programs);
  }

  /** The TCP port of a service. */
  public synchronized int port(Service service) {
    return Optional.ofNullable(ports).orElseThrow().of(service);
  }

  /** The services that are left to the user, each with the environment that it has to run in. */
  public Map<Service, Map<String, String>> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }

  /**
   * Kills Kafka, deletes all that it has kept, and starts it again empty; {@link
   * ServiceProcess#awaitReady} waits for it.
   */
  public void wipeKafka() throws InterruptedException {
    ServiceProcess kafka = process(Service.KAFKA);
    kafka.stop();
    programs().wipeKafka();
    kafka.resume();
  }

  /** Where the database is, for those who look into it. */
  public PostgresServer postgres() {
    return programs().postgresServer();
  }

  /** Stops all in order: nothing that was accepted is lost. */
  @Override
  public void close() {
    synchronized (stop) {
      if (!lock.isOpen()) {
        return;
      }
      Map<Service, ServiceProcess> running = endStarting();
      try {
        for (ServiceProcess process : added) {
          process.stop();
        }
        for (Service service : Service.STOPPING) {
          ServiceProcess process = running.get(service);
          if (process != null) {
            process.stop();
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
  private synchronized Map<Service, ServiceProcess> endStarting() {
    closed = true;
    Map<Service, ServiceProcess> running = new EnumMap<>(processes);
    processes.clear();
    return running;
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
