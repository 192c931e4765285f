package relay.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.byteman.agent.Main;
import org.jspecify.annotations.Nullable;
import relay.stack.process.Child;
import relay.stack.process.HealthProbe;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.Platform;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;
import relay.stack.servers.Installation;

/** A service in a process of its own, which halts at the crash points that a test has armed. */
final class CrashingService implements AutoCloseable {
  /** Of the rules; neither a signal nor a failure of the JVM ends with it. */
  private static final int HALTED = 86;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final URI url;
  private final Program program;
  private @Nullable Child child;

  /**
   * A service that is not started.
   *
   * @param module the module that has built it
   * @param folder of its own, for its log and for what is armed
   * @param environment without its port
   */
  CrashingService(String module, Path folder, Map<String, String> environment) throws Exception {
    int port = Ports.free();
    Map<String, String> all = new HashMap<>(environment);
    all.put("SERVER_PORT", Integer.toString(port));
    this.folder = Files.createDirectories(folder);
    this.url = URI.create("http://127.0.0.1:" + port);
    this.program =
        new Program(
            module,
            List.of(
                Platform.java(),
                "-XX:TieredStopAtLevel=1", // it does not live long
                "-javaagent:%s=script:%s".formatted(agent(), rules()),
                "-Dcrash.points=" + folder,
                "-jar",
                Installation.root().resolve(module + "/target/" + module + ".jar").toString()),
            all,
            Signal.TERM,
            PATIENCE,
            () -> HealthProbe.isReady(url));
  }

  private static Path agent() throws Exception {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Path rules() throws Exception {
    return Path.of(
        Objects.requireNonNull(CrashPoint.class.getResource("/crash-points.btm")).toURI());
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
              program,
              new PidFile(folder.resolve("pid")),
              new LogFile(folder.resolve("service.log")));
      child = running;
    }
    return running;
  }

  /** Lets it halt when it next comes to the place. */
  void arm(CrashPoint point) throws IOException {
    Files.createFile(armed(point));
  }

  /** Waits until it has come to an armed place, and has ended there and by nothing else. */
  void awaitHalt(CrashPoint point) {
    assertThat(Objects.requireNonNull(child).onExit())
        .as("%s halts at %s", program.name(), point)
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
