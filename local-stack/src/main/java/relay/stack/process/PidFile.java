package relay.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process across the life of its parent. A pid alone would not do: after a crash or a
 * reboot another program may have it, so the time when the process started is kept beside it.
 */
public record PidFile(Path path) {
  /** Linux counts the start from the boot, whose time of day each JVM rounds on its own. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  /** The program whose process it is. */
  public String program() {
    return path.getFileName().toString().replaceFirst("\\.pid$", "");
  }

  /** Records the process. */
  public void write(ProcessHandle process) {
    Instant started = process.info().startInstant().orElse(Instant.now());
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, process.pid() + "\n" + started + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The recorded process, if it is the very one that was recorded and still runs. */
  public Optional<ProcessHandle> running() {
    try {
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      Instant started = Instant.parse(lines.get(1));
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, started));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant recorded) {
    return process
        .info()
        .startInstant()
        .filter(actual -> Duration.between(recorded, actual).abs().compareTo(ROUNDING) <= 0)
        .isPresent();
  }
}
