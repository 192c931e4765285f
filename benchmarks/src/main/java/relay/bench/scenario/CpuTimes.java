package relay.bench.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import relay.stack.LocalStack;
import relay.stack.Service;

/** How much of the processors each process has used, with the processes that it has started. */
record CpuTimes(Map<String, Duration> byProcess) {
  static CpuTimes of(LocalStack stack) {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      long pid = stack.process(service).pid();
      times.put(service.id(), ProcessHandle.of(pid).map(CpuTimes::withChildren).orElseThrow());
    }
    times.put("load and endpoints", own(ProcessHandle.current()));
    return new CpuTimes(times);
  }

  private static Duration withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(CpuTimes::own)
        .reduce(Duration.ZERO, Duration::plus);
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
