package relay.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import relay.bench.load.Latencies;
import relay.stack.process.StackException;

/**
 * Makes a page durable, some times a second, on the disk that the relay writes to. A database waits
 * for that with each commit, so no latency is better than this one of the same seconds.
 */
final class DiskProbe implements AutoCloseable {
  /** Rare beside the commits of the relay. */
  private static final Duration EVERY = Duration.ofMillis(50);

  private static final int PAGE = 8 * 1024;
  private static final int PAGES = 1_000;

  private final Histogram latency = Latencies.histogram();
  private final Path file;
  private final Thread probing =
      Thread.ofPlatform().daemon().name("disk-probe").unstarted(this::probe);
  private volatile boolean closed;

  /** Writes to a file that may be deleted later. */
  DiskProbe(Path file) {
    this.file = file;
  }

  void start() {
    probing.start();
  }

  private void probe() {
    ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
    try (FileChannel disk =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int number = 0; !closed; number++) {
        long start = System.nanoTime();
        disk.write(page.rewind(), (long) (number % PAGES) * PAGE);
        disk.force(false);
        latency.recordValue(System.nanoTime() - start);
        Thread.sleep(EVERY);
      }
    } catch (IOException failure) {
      throw new StackException("%s cannot be written.".formatted(file), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it; how long it took, in nanoseconds. */
  Histogram end() throws InterruptedException {
    closed = true;
    probing.join();
    return latency;
  }

  @Override
  public void close() {
    closed = true;
  }
}
