package relay.testservers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long two tasks take that run in turn, so that whatever else the machine does slows both.
 *
 * @param first the lower quartile of the first task: the machine may be slow for most runs
 * @param second that of the second one
 */
public record SideBySide(Duration first, Duration second) {
  /** Runs each task so many times, at least 4. */
  public static SideBySide times(int rounds, Runnable first, Runnable second) {
    List<Duration> ofFirst = new ArrayList<>();
    List<Duration> ofSecond = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ofFirst.add(timeOf(first));
      ofSecond.add(timeOf(second));
    }
    return new SideBySide(lowerQuartile(ofFirst), lowerQuartile(ofSecond));
  }

  private static Duration timeOf(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration lowerQuartile(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 4);
  }
}
