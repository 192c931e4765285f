package relay.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a program printed: this run's in the file, the run's before in the file with {@code .1}. */
public record LogFile(Path path) {
  private static final int LONGEST_TAIL = 256 * 1024;

  /** Keeps what there is as the previous run's. */
  public void rotate() {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (Files.exists(path)) {
        Path previous = path.resolveSibling(path.getFileName() + ".1");
        Files.move(path, previous, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How many bytes were printed; 0 if there is no file. */
  long size() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The last lines, at most as many as asked for and 256 KiB; none if there is no file. */
  public List<String> tail(int lines) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), LONGEST_TAIL)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
