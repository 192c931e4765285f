package relay.stack.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
 * loaded, linked and learnt of their methods. Takes one to three minutes.
 */
public final class Preparation {
  private static final Duration UNPACKED_WITHIN = Duration.ofMinutes(1);

  /** The JVM writes down all its classes before it ends. */
  private static final Duration STOPS_WITHIN = Duration.ofMinutes(3);

  private static final Duration MADE_WITHIN = Duration.ofMinutes(5);

  private static final Map<String, String> UNLIMITED =
      Map.of("RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000");

  private final Consumer<String> say;
  private final ServiceJar api;
  private final ServiceJar worker;

  private Preparation(StackOptions options, Consumer<String> say) {
    this.api = new ServiceJar(options.apiJar());
    this.worker = new ServiceJar(options.workerJar());
    this.say = say;
  }

  /**
   * Prepares the jars of both services, unless they are prepared.
   *
   * @param options of a stack that is about to be started from them
   */
  public static void prepareOnce(StackOptions options, Consumer<String> say)
      throws InterruptedException {
    Preparation preparation = new Preparation(options, say);
    if (preparation.isDone()) {
      return;
    }
    try {
      Path temporary = Files.createTempDirectory("relay-prepare-");
      preparation.run(temporary);
      Folders.delete(temporary);
    } catch (IOException failure) {
      throw StackException.disk("The services could not be prepared", failure);
    }
  }

  private boolean isDone() {
    return api.isPrepared() && worker.isPrepared();
  }

  private void run(Path temporary) throws InterruptedException, IOException {
    say.accept("The services are prepared for a quick start, which takes a minute or more");
    for (ServiceJar jar : List.of(api, worker)) {
      unpack(jar, temporary);
    }
    rehearse(temporary);
    for (ServiceJar jar : List.of(api, worker)) {
      makeCache(jar, temporary);
    }
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
      new Rehearsal(stack.api(), stack.apiKey(), stack.worker()).run();
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
            "-XX:AOTMode=record '-XX:AOTConfiguration=%s'".formatted(recorded(jar, temporary))));
  }

  private static Path recorded(ServiceJar jar, Path temporary) {
    return temporary.resolve(jar.name() + ".aotconf");
  }

  private void makeCache(ServiceJar jar, Path temporary) throws InterruptedException, IOException {
    say.accept("The cache of %s is made".formatted(jar.name()));
    Path unfinished = jar.folder().resolve("cache.new");
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
    Files.move(unfinished, ServiceJar.cache(jar.folder()), StandardCopyOption.ATOMIC_MOVE);
  }
}
