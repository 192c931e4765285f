package relay.stack.chaos;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.stack.process.Command;
import relay.stack.process.StackException;

/** A file system of its own in a file, so that a disk can be full while the machine's is not. */
final class SmallDisk {
  private static final long BYTES = 2L << 30;
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final byte[] KILOBYTE = new byte[1 << 10];

  private final Path folder;
  private final Path logs;
  private boolean mounted = true;

  private SmallDisk(Path folder, Path logs) {
    this.folder = folder;
    this.logs = logs;
  }

  /**
   * Puts one in place of an empty folder; empty where this process may not, since that takes Linux
   * and its superuser.
   */
  static Optional<SmallDisk> mount(Path folder, Path images, String name)
      throws InterruptedException {
    Path image = images.resolve(name + ".img");
    SmallDisk disk = new SmallDisk(folder, images.resolve(name + ".log"));
    try {
      Files.createDirectories(folder);
      Files.createDirectories(images);
      try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
        file.setLength(BYTES);
      }
      disk.run("make a small disk", "mkfs.ext4", "-q", "-m", "0", image.toString());
      disk.run("mount a small disk", "mount", "-o", "loop", image.toString(), folder.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(disk::unmount, "unmount-small-disk"));
      return Optional.of(disk);
    } catch (StackException notAllowed) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Leaves no room at all. */
  void fill() throws InterruptedException {
    try {
      // At once, since blocks are only reserved; what is left by then is written.
      String room = Long.toString(Files.getFileStore(folder).getUsableSpace());
      run("fill a small disk", "fallocate", "-l", room, ballast().toString());
    } catch (StackException overtaken) {
      // By a server that wrote meanwhile.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    try (OutputStream ballast = Files.newOutputStream(ballast(), CREATE, APPEND)) {
      while (true) {
        ballast.write(KILOBYTE);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  /** Makes room again. */
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private void run(String purpose, String... command) throws InterruptedException {
    Command.run(purpose, List.of(command), logs, WITHIN);
  }

  /** Takes it away; what was on it is gone with its image. Once, from whichever thread is first. */
  synchronized void unmount() {
    if (!mounted) {
      return;
    }
    mounted = false;
    try {
      // As soon as nobody uses it: Ctrl-C ends the server that does at the same time.
      run("unmount a small disk", "umount", "--lazy", folder.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
