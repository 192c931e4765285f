package relay.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How the time of all processors was spent since the machine started, as Linux counts it.
 *
 * @param stolen what the hypervisor gave to other machines while this one had something to run
 * @param all with all else
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
record CpuTicks(long stolen, long all) {
  private static final Path STAT = Path.of("/proc/stat");

  /** The line has its name, user, nice, system, idle, iowait, irq, softirq and steal. */
  private static final int KINDS = 8;

  /** Empty on a system that does not count them so. */
  static Optional<CpuTicks> now() throws IOException {
    if (!Files.isReadable(STAT)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines.findFirst().map(CpuTicks::parse);
    }
  }

  static CpuTicks parse(String line) {
    long[] ticks =
        Stream.of(line.trim().split("\\s+"))
            .skip(1)
            .limit(KINDS)
            .mapToLong(Long::parseLong)
            .toArray();
    return new CpuTicks(ticks[KINDS - 1], LongStream.of(ticks).sum());
  }

  /** Which part of the time since then was stolen, in percent. */
  double percentStolenSince(CpuTicks before) {
    return all == before.all ? 0 : 100.0 * (stolen - before.stolen) / (all - before.all);
  }
}
