package relay.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import relay.stack.process.Platform;

/** Stands for one of the services: ready at once, and it tells its environment on /environment. */
final class StubService {
  private StubService() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv("SERVER_PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    answer(server, "/actuator/health/readiness", "{\"status\":\"UP\"}");
    answer(server, "/environment", new TreeMap<>(System.getenv()).toString());
    server.start();
    System.out.println("stub on " + port);
  }

  private static void answer(HttpServer server, String path, String text) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = text.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  /** Runs a jar as a user would. */
  static Process run(Path jar, Map<String, String> environment) throws IOException {
    ProcessBuilder program = new ProcessBuilder(Platform.java(), "-jar", jar.toString());
    program.environment().putAll(environment);
    return program.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
  }

  /** Packs a main class of the tests as an executable jar. */
  static Path jar(Path file, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    String entry = main.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (String name : List.of(entry)) {
        jar.putNextEntry(new JarEntry(name));
        try (var bytes = main.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
    return file;
  }
}
