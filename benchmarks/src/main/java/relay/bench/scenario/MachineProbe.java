package relay.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import relay.bench.load.Latencies;
import relay.bench.report.Figure;
import relay.stack.process.StackException;

/**
 * What the machine does in the same seconds, which no relay can make better: how long its disk
 * takes to make a page durable, as a database waits for with each commit, and how much of its
 * processors is given to other machines.
 */
final class MachineProbe implements AutoCloseable {
  /** Rare beside the commits of the relay. */
  private static final Duration BETWEEN_PAGES = Duration.ofMillis(50);

  private static final int PAGES_A_SECOND = 20;
  private static final int PAGE = 8 * 1024;
  private static final int PAGES = 1_000;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("machine-probe").factory());
  private final Future<Seen> seen;
  private volatile boolean ended;

  /**
   * What was seen.
   *
   * @param sync how long a page took, in nanoseconds
   * @param stolenAtWorst of about a second, in percent; absent where the system does not say
   */
  record Seen(Histogram sync, OptionalDouble stolenAtWorst) {
    /** Adds what is a figure, where the system says it. */
    void addTo(List<Figure> figures, String when) {
      stolenAtWorst.ifPresent(
          percent ->
              figures.add(Figure.percent("CPU stolen in the worst second " + when, percent)));
    }
  }

  /** Begins, in a file that may be deleted later. */
  MachineProbe(Path file) {
    this.seen = thread.submit(() -> probe(file));
  }

  private Seen probe(Path file) throws IOException, InterruptedException {
    Histogram sync = Latencies.histogram();
    List<Double> stolen = new ArrayList<>();
    ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
    try (FileChannel disk =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var before = CpuTicks.now();
      for (int number = 0; !ended; number++) {
        long start = System.nanoTime();
        disk.write(page.rewind(), (long) (number % PAGES) * PAGE);
        disk.force(false);
        Latencies.record(sync, System.nanoTime() - start);
        Thread.sleep(BETWEEN_PAGES);
        if (number % PAGES_A_SECOND == PAGES_A_SECOND - 1 && before.isPresent()) {
          var now = CpuTicks.now();
          stolen.add(now.orElseThrow().percentStolenSince(before.get()));
          before = now;
        }
      }
    }
    return new Seen(sync, stolen.stream().mapToDouble(Double::doubleValue).max());
  }

  /**
   * Ends it.
   *
   * @throws StackException if the disk could not be written
   */
  Seen end() throws InterruptedException {
    ended = true;
    try {
      return seen.get();
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
