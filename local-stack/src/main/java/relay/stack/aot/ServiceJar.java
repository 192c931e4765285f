package relay.stack.aot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipFile;
import relay.stack.process.Platform;
import relay.stack.process.StackException;
import relay.stack.servers.Folders;

/**
 * The executable jar of a service and, once it is prepared, a folder beside it: the same classes
 * with each library in a jar of its own, as the JVM's ahead-of-time cache asks for, and that cache.
 * A cache that does not fit the JVM or the jars is passed over by the JVM.
 *
 * @see <a href="https://openjdk.org/jeps/483">JEP 483</a>, and 515 for what it keeps of the
 *     rehearsal
 */
public record ServiceJar(Path jar) {
  /**
   * The same where a cache is made and where it is used, or the JVM passes parts of it over. A heap
   * that may shrink stays as small as it was when idle, and is marked after every other collection.
   */
  private static final List<String> JVM =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  /**
   * Whether a start can use a cache that was made of this very jar, with at least so many events.
   */
  public boolean isPrepared(int events) {
    try {
      return isUnpacked()
          && Files.exists(cache(folder()))
          && Integer.parseInt(Files.readString(rehearsed())) >= events;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * How to start the service from a copy, which stays as it is while a build makes the next.
   *
   * @param copy where to put it; what was there goes
   */
  public List<String> command(Path copy) {
    if (!Files.exists(jar)) {
      throw new StackException("%s is missing: build it with ./mvnw package.".formatted(jar));
    }
    try {
      Folders.delete(copy);
      Files.createDirectories(copy);
      if (!isUnpacked()) {
        Files.copy(jar, copy.resolve(jar.getFileName()));
        return java(copy, List.of());
      }
      linkAll(folder(), copy);
      return java(
          copy, Files.exists(cache(copy)) ? List.of("-XX:AOTCache=" + cache(copy)) : List.of());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How to start what is in a folder. */
  List<String> java(Path from, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Platform.java());
    command.addAll(JVM);
    command.addAll(options);
    command.addAll(List.of("-jar", from.resolve(jar.getFileName()).toString()));
    return command;
  }

  Path folder() {
    return jar.resolveSibling(name() + "-aot");
  }

  String name() {
    return jar.getFileName().toString().replace(".jar", "");
  }

  static Path cache(Path folder) {
    return folder.resolve("cache.aot");
  }

  /** Marks the folder as made of the jar that is there now. */
  void markUnpacked() throws IOException {
    Files.writeString(madeOf(), identity());
  }

  /** Puts a finished cache into the folder. */
  void addCache(Path made, int events) throws IOException {
    Files.writeString(rehearsed(), Integer.toString(events));
    Files.move(made, cache(folder()), StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isUnpacked() {
    try {
      return Files.exists(madeOf()) && Files.readString(madeOf()).equals(identity());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path madeOf() {
    return folder().resolve("made-of");
  }

  private Path rehearsed() {
    return folder().resolve("rehearsed-events");
  }

  /** By what is in it: a build that changes nothing writes the same jar again. */
  private String identity() throws IOException {
    CRC32C all = new CRC32C();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .forEach(
              entry ->
                  all.update("%s %x%n".formatted(entry.getName(), entry.getCrc()).getBytes(UTF_8)));
      return "%d entries, %x".formatted(zip.size(), all.getValue());
    }
  }

  /** A preparation replaces its files and never changes them, so that a link is a copy. */
  private static void linkAll(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          link(source, target);
        }
      }
    }
  }

  private static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (FileSystemException | UnsupportedOperationException otherDisk) {
      // The JVM compares the times of jars with those in the cache.
      Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
