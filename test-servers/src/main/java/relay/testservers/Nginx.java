package relay.testservers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import relay.stack.process.Child;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;

/** The nginx of this machine in front of a service, with the settings that it comes with. */
public final class Nginx implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

  private final Child child;
  private final int port;

  private Nginx(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /** Whether there is one; says so if not, since a report names a skipped test without a reason. */
  public static boolean isInstalled() {
    boolean installed =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nginx")));
    if (!installed) {
      System.out.println(
          "No nginx on the PATH: install it (apt-get install nginx) to test the relay behind it.");
    }
    return installed;
  }

  /**
   * Starts one.
   *
   * @param service without a path, so that nginx hands on the path that it gets
   * @param folder for its files
   */
  public static Nginx before(URI service, Path folder) throws InterruptedException {
    int port = Ports.free();
    Path configuration = folder.resolve("nginx.conf");
    try {
      Files.writeString(configuration, configuration(port, service));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Child child =
        Child.start(
            new Program(
                "nginx",
                List.of(
                    "nginx",
                    "-p",
                    folder.toString(),
                    "-e",
                    "stderr",
                    "-c",
                    configuration.toString()),
                Map.of(),
                Signal.TERM,
                STARTS_WITHIN,
                () -> Ports.isAnswering(port)),
            new PidFile(folder.resolve("pid")),
            new LogFile(folder.resolve("nginx.log")));
    child.awaitReady();
    return new Nginx(child, port);
  }

  /** One process, so that it is whoever runs the tests; all of its files in its folder. */
  private static String configuration(int port, URI service) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d;
        location / {
          proxy_pass %s;
        }
      }
    }
    """
        .formatted(port, service);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    try {
      child.kill();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for nginx", interrupted);
    }
  }
}
