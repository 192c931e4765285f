package relay.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;
import org.jspecify.annotations.Nullable;
import relay.stack.aot.ServiceJar;
import relay.stack.process.Child;
import relay.stack.process.HealthProbe;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;

/** A service in a process of its own, which halts at the crash points that a test has armed. */
final class CrashingService implements AutoCloseable {
  /** Of the rules; neither a signal nor a failure of the JVM ends with it. */
  private static final int HALTED = 86;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path jar;
  private final Path folder;
  private final Map<String, String> environment;
  private final URI url;
  private @Nullable Child child;

  /**
   * A service that is not started.
   *
   * @param jar the executable jar
   * @param folder of its own, for its log and for what is armed
   * @param environment without its port
   */
  CrashingService(Path jar, Path folder, Map<String, String> environment) throws Exception {
    int port = Ports.free();
    this.jar = jar;
    this.folder = Files.createDirectories(folder);
    this.environment = new HashMap<>(environment);
    this.environment.put("SERVER_PORT", Integer.toString(port));
    this.url = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * What to start. With an agent from the start on, the JVM passes over what makes the start quick.
   */
  private Program program() {
    String options = "-XX:TieredStopAtLevel=1 -Dcrash.points=" + folder;
    Map<String, String> all = new HashMap<>(environment);
    all.put(
        "JAVA_TOOL_OPTIONS",
        isArmed() ? "%s -javaagent:%s=%s".formatted(options, agent(), rules()) : options);
    return new Program(
        name(),
        new ServiceJar(jar).command(folder.resolve("code")),
        all,
        Signal.TERM,
        PATIENCE,
        () -> HealthProbe.isReady(url));
  }

  private String name() {
    return folder.getFileName().toString();
  }

  private static Path agent() {
    return path(Main.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** As the agent takes them. */
  private static String rules() {
    return "script:"
        + path(Objects.requireNonNull(CrashPoint.class.getResource("/crash-points.btm")));
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  URI url() {
    return url;
  }

  /** Starts it, unless it runs, and waits until it is ready. */
  void start() throws InterruptedException {
    launch().awaitReady();
  }

  /** Starts it, unless it runs. */
  Child launch() {
    Child running = child;
    if (running == null || !running.isAlive()) {
      running =
          Child.start(
              program(),
              new PidFile(folder.resolve("pid")),
              new LogFile(folder.resolve("service.log")));
      child = running;
    }
    return running;
  }

  /** Lets it halt when it next comes to the place, be it while it starts. */
  void arm(CrashPoint point) throws Exception {
    Child running = child;
    if (running != null && running.isAlive()) {
      VirtualMachine service = VirtualMachine.attach(Long.toString(running.pid()));
      service.loadAgent(agent().toString(), rules());
      service.detach();
    }
    Files.createFile(armed(point));
  }

  /** Waits until it has come to an armed place, and has ended there and by nothing else. */
  void awaitHalt(CrashPoint point) {
    assertThat(Objects.requireNonNull(child).onExit())
        .as("%s halts at %s", name(), point)
        .succeedsWithin(PATIENCE)
        .isEqualTo(HALTED);
    assertThat(armed(point)).doesNotExist();
  }

  /** Undoes {@link #arm} where a test has failed before the halt. */
  void disarm() throws IOException {
    for (CrashPoint point : CrashPoint.values()) {
      Files.deleteIfExists(armed(point));
    }
  }

  private boolean isArmed() {
    return Stream.of(CrashPoint.values()).anyMatch(point -> Files.exists(armed(point)));
  }

  private Path armed(CrashPoint point) {
    return folder.resolve(point.name());
  }

  @Override
  public void close() {
    try {
      if (child != null) {
        child.kill();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
