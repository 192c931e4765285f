package relay.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is added to a log file from now on. Not thread-safe. */
final class LogTail {
  private static final int LONGEST_READ = 1 << 20;

  private final Path path;
  private final String prefix;
  private long position;

  private LogTail(Path path, String prefix, long position) {
    this.path = path;
    this.prefix = prefix;
    this.position = position;
  }

  /** Follows a file that may not exist yet. */
  static LogTail fromEnd(Path path, String prefix) throws IOException {
    return new LogTail(path, prefix, Files.exists(path) ? Files.size(path) : 0);
  }

  /** The whole lines that were added since the last call, each behind the prefix. */
  List<String> news() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    if (Files.size(path) < position) {
      // A new run has begun a new file.
      position = 0;
    }
    byte[] bytes = new byte[(int) Math.min(Files.size(path) - position, LONGEST_READ)];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(position);
      file.readFully(bytes);
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end == 0) {
      // A line that is not whole yet; one longer than a read is shown in pieces.
      end = bytes.length == LONGEST_READ ? LONGEST_READ : 0;
    }
    position += end;
    return new String(bytes, 0, end, UTF_8).lines().map(line -> prefix + line).toList();
  }
}
