package relay.stack.aot;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.StackOptions;
import relay.stack.process.Command;
import relay.stack.process.Platform;
import relay.stack.process.StackException;
import relay.stack.servers.Folders;

/**
 * Makes both services start quickly: runs them once with a load on them, and keeps what their JVMs
 * loaded, linked and learnt of their methods. Takes half a minute to three minutes.
 */
public final class Preparation {
  /** After so many events the JVMs know which of their methods are busy. */
  public static final int FULL = 16_000;

  private static final Duration UNPACKED_WITHIN = Duration.ofMinutes(1);

  /** The JVM writes down all its classes before it ends. */
  private static final Duration STOPS_WITHIN = Duration.ofMinutes(3);

  private static final Duration MADE_WITHIN = Duration.ofMinutes(5);

  private static final Map<String, String> UNLIMITED =
      Map.of("RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000");

  private final Consumer<String> say;
  private final ServiceJar api;
  private final ServiceJar worker;
  private final int events;

  private Preparation(StackOptions options, int events, Consumer<String> say) {
    this.api = new ServiceJar(options.apiJar());
    this.worker = new ServiceJar(options.workerJar());
    this.events = events;
    this.say = say;
  }

  /**
   * Prepares the jars of both services, unless they are prepared with as many events. Of several
   * processes that call it at once, one prepares and the others wait for it.
   *
   * @param options of a stack that is about to be started from them
   * @param events how many go through the services: {@link #FULL} for services that are fast from
   *     the start; a few hundred suffice for ones that only start quickly
   */
  public static void prepareOnce(StackOptions options, int events, Consumer<String> say)
      throws InterruptedException {
    Preparation preparation = new Preparation(options, events, say);
    Path lock = options.apiJar().resolveSibling("prepare.lock");
    try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
        FileLock _ = channel.lock()) {
      if (preparation.isDone()) {
        return;
      }
      Path temporary = Files.createTempDirectory("relay-prepare-");
      preparation.run(temporary);
      Folders.delete(temporary);
    } catch (IOException failure) {
      throw StackException.disk("The services could not be prepared", failure);
    }
  }

  private boolean isDone() {
    return api.isPrepared(events) && worker.isPrepared(events);
  }

  private void run(Path temporary) throws InterruptedException, IOException {
    say.accept("The services are prepared for a quick start, which takes a minute or more");
    for (ServiceJar jar : List.of(api, worker)) {
      unpack(jar, temporary);
    }
    rehearse(temporary);
    makeCaches(temporary);
  }

  private static void unpack(ServiceJar jar, Path temporary)
      throws InterruptedException, IOException {
    Folders.delete(jar.folder());
    Command.run(
        "unpack " + jar.jar(),
        List.of(
            Platform.java(),
            "-Djarmode=tools",
            "-jar",
            jar.jar().toString(),
            "extract",
            "--destination",
            jar.folder().toString()),
        temporary.resolve("unpack-%s.log".formatted(jar.name())),
        UNPACKED_WITHIN);
    jar.markUnpacked();
  }

  private void rehearse(Path temporary) throws InterruptedException {
    Consumer<String> quiet = _ -> {};
    StackOptions options =
        StackOptions.in(temporary.resolve("data")).withJars(api.jar(), worker.jar());
    try (LocalStack stack =
        LocalStack.start(
            options.without(Set.of(Service.API, Service.WORKER)).withEnvironment(UNLIMITED),
            quiet)) {
      ServiceProcess recordedApi = start(stack, Service.API, api, temporary);
      ServiceProcess recordedWorker = start(stack, Service.WORKER, worker, temporary);
      say.accept("Both services run with a load on them");
      new Rehearsal(stack.api(), stack.apiKey(), stack.worker(), events).run();
      recordedWorker.stop(STOPS_WITHIN);
      recordedApi.stop(STOPS_WITHIN);
    }
  }

  private static ServiceProcess start(
      LocalStack stack, Service service, ServiceJar jar, Path temporary)
      throws InterruptedException {
    return stack.add(
        service,
        stack.port(service),
        jar.jar(),
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "%s -XX:AOTMode=record '-XX:AOTConfiguration=%s'"
                .formatted(
                    Objects.requireNonNullElse(System.getenv("JAVA_TOOL_OPTIONS"), ""),
                    recorded(jar, temporary))));
  }

  private static Path recorded(ServiceJar jar, Path temporary) {
    return temporary.resolve(jar.name() + ".aotconf");
  }

  /** Both at once: each takes one processor. */
  private void makeCaches(Path temporary) throws InterruptedException, IOException {
    say.accept("The caches of both are made");
    try (ExecutorService makers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> made = makers.submit(() -> makeCache(api, temporary));
      makeCache(worker, temporary);
      var _ = made.get();
    } catch (ExecutionException failure) {
      throw new StackException("The cache of %s was not made.".formatted(api.name()), failure);
    }
  }

  private @Nullable Void makeCache(ServiceJar jar, Path temporary)
      throws InterruptedException, IOException {
    Path unfinished = jar.folder().resolveSibling(jar.name() + "-cache.new");
    Command.run(
        "make the cache of " + jar.name(),
        jar.java(
            jar.folder(),
            List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recorded(jar, temporary),
                "-XX:AOTCache=" + unfinished)),
        temporary.resolve("make-%s.log".formatted(jar.name())),
        MADE_WITHIN);
    jar.addCache(unfinished, events);
    return null;
  }
}
