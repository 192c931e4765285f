package relay.stack.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import relay.stack.process.StackException;

/** Where the build has put this module and what it starts. */
public final class Installation {
  private Installation() {}

  /** The build folder of this module; its code is there in a jar or in a folder. */
  static Path target() {
    try {
      return Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("..")
          .normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The root of the repository. */
  public static Path root() {
    return target().resolve("../..").normalize();
  }

  /**
   * The folder with the jars of PostgreSQL's binaries and of Kafka.
   *
   * @throws StackException if the module is not built
   */
  static Path lib() {
    Path lib = target().resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new StackException(
          "The folder %s is missing: build the module local-stack with ./mvnw first."
              .formatted(lib));
    }
    return lib;
  }

  /**
   * The jar of an artifact in {@link #lib}.
   *
   * @throws StackException if it is not there
   */
  public static Path jar(String artifact) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib(), artifact + "-[0-9]*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    throw new StackException("%s is not in %s: build it anew.".formatted(artifact, lib()));
  }
}
