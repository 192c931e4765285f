package relay.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("disk-probe").factory());
  private final Future<Histogram> latency;
  private volatile boolean ended;

  /** Begins, in a file that may be deleted later. */
  DiskProbe(Path file) {
    this.latency = thread.submit(() -> probe(file));
  }

  private Histogram probe(Path file) throws IOException, InterruptedException {
    Histogram latency = Latencies.histogram();
    ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
    try (FileChannel disk =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int number = 0; !ended; number++) {
        long start = System.nanoTime();
        disk.write(page.rewind(), (long) (number % PAGES) * PAGE);
        disk.force(false);
        Latencies.record(latency, System.nanoTime() - start);
        Thread.sleep(EVERY);
      }
    }
    return latency;
  }

  /**
   * Ends it; how long it took, in nanoseconds.
   *
   * @throws StackException if the disk could not be written
   */
  Histogram end() throws InterruptedException {
    ended = true;
    try {
      return latency.get();
    } catch (ExecutionException failure) {
      throw new StackException("The disk of the run cannot be written.", failure);
    }
  }

  @Override
  public void close() {
    ended = true;
    thread.close();
  }
}
