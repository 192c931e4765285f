package relay.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import relay.stack.LocalStack;
import relay.stack.Service;

/** How much of the processors each process has used, with the processes that it has started. */
record CpuTimes(Map<String, Duration> byProcess) {
  /** Of what Linux shows, whatever it counts in by itself. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** cutime, after the name; cstime follows. */
  private static final int ENDED_USER = 13;

  static CpuTimes of(LocalStack stack) {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      long pid = stack.process(service).pid();
      times.put(service.id(), ProcessHandle.of(pid).map(CpuTimes::withChildren).orElseThrow());
    }
    times.put("load and endpoints", own(ProcessHandle.current()));
    return new CpuTimes(times);
  }

  static Duration withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(each -> own(each).plus(ofEndedChildren(each)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Connections are replaced after half an hour, and the processes of PostgreSQL that served them
   * have ended with what they used. Zero where the system does not tell it as Linux does.
   *
   * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
   */
  private static Duration ofEndedChildren(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      return Files.isReadable(stat) ? ofEndedChildren(Files.readString(stat)) : Duration.ZERO;
    } catch (IOException ended) {
      return Duration.ZERO;
    }
  }

  /** The name of a program, which may hold anything, ends with the last bracket. */
  static Duration ofEndedChildren(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK.multipliedBy(
        Long.parseLong(fields[ENDED_USER]) + Long.parseLong(fields[ENDED_USER + 1]));
  }

  private static Duration own(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What was used since then, for a thousand of so many events. */
  Map<String, Duration> per1000(CpuTimes since, long events) {
    Map<String, Duration> used = new LinkedHashMap<>();
    byProcess.forEach(
        (process, time) -> {
          Duration before = Optional.ofNullable(since.byProcess.get(process)).orElse(Duration.ZERO);
          used.put(process, time.minus(before).multipliedBy(1_000).dividedBy(events));
        });
    return used;
  }
}
