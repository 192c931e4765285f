package relay.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relay.bench.report.Report;
import relay.bench.report.Result;
import relay.bench.report.Table;
import relay.bench.scenario.Scenario;
import relay.bench.scenario.TestBed;
import relay.stack.StackOptions;
import relay.stack.aot.Preparation;
import relay.stack.process.StackException;
import relay.stack.servers.Folders;

/** The command line of the benchmarks. */
@Command(
    name = "relay bench",
    description =
        "Measures a relay of its own on this machine, with what its parts can do by themselves.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Bench implements Callable<Integer> {
  private static final int MOST_SECONDS = 24 * 3_600;
  private static final int LEAST_SECONDS = 2;
  private static final long EVENTS = 10_000_000;
  private static final long LEAST_EVENTS = 1_000_000;
  private static final long MOST_EVENTS = 1_000_000_000;
  private static final int MINUTES = 60;
  private static final int MOST_MINUTES = 7 * 24 * 60;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "What to measure, of the list below (default: all but the last).")
  private List<String> names = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long each thing is measured, after as long a warm-up (default: 20).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "How many seconds of full load come first, for the parts as for the relay, in which the"
              + " compilers of the JVMs have most to do (default: 60).")
  private int warmUp;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "How many events endurance posts at least, 1,000,000 or more (default: 10000000); a"
              + " million takes some minutes and 2 GB of disk.")
  private @Nullable Long events;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long endurance goes on at least, 0 or more (default: 60).")
  private @Nullable Integer minutes;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "bench-results",
      description = "Where results.json and latency.png are written (default: bench-results).")
  private Path out = Path.of("bench-results");

  @Option(
      names = "--profile",
      description =
          "Also write what the JVMs of both services did, as recordings for JDK Mission Control.")
  private boolean profiled;

  private Bench() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Bench());
    line.getCommandSpec()
        .usageMessage()
        .footer(
            Scenario.all(EVENTS, Duration.ofMinutes(MINUTES)).stream()
                .map(scenario -> "  %-18s%s".formatted(scenario.name(), scenario.description()))
                .toArray(String[]::new));
    System.exit(
        line.setExecutionExceptionHandler(
                (failure, command, _) -> {
                  if (failure instanceof StackException known) {
                    command.getErr().println(known.getMessage());
                    return 1;
                  }
                  throw failure;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      throw new StackException(
          "--seconds has to be %d to %d.".formatted(LEAST_SECONDS, MOST_SECONDS));
    }
    if ((events != null || minutes != null) && !names.contains(Scenario.ENDURANCE)) {
      throw new StackException(
          "--events and --minutes are for %1$s alone: name %1$s, or leave them out."
              .formatted(Scenario.ENDURANCE));
    }
    if (events != null && (events < LEAST_EVENTS || events > MOST_EVENTS)) {
      throw new StackException(
          "--events has to be %,d to %,d.".formatted(LEAST_EVENTS, MOST_EVENTS));
    }
    if (minutes != null && (minutes < 0 || minutes > MOST_MINUTES)) {
      throw new StackException("--minutes has to be 0 to %d.".formatted(MOST_MINUTES));
    }
    if (warmUp < 0 || warmUp > MOST_SECONDS) {
      throw new StackException("--warm-up has to be 0 to %d.".formatted(MOST_SECONDS));
    }
    List<Scenario> chosen = chosen();
    Path data = Files.createTempDirectory("relay-bench-");
    Preparation.prepareOnce(StackOptions.in(data), Preparation.FULL, Bench::say);
    Path written = Files.createDirectories(out.toAbsolutePath());
    List<Result> results = new ArrayList<>();
    try (TestBed bed =
        TestBed.start(
            data,
            environment(written),
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds),
            Bench::say)) {
      results.add(bed.limits().result());
      say(Table.of(results.getFirst()));
      bed.warmUp();
      for (Scenario scenario : chosen) {
        Result result = scenario.run(bed);
        say(Table.of(result));
        results.add(result);
      }
    }
    Report.write(written, results);
    Folders.delete(data);
    say("Written: " + written);
    return 0;
  }

  private Map<String, String> environment(Path written) {
    return profiled
        ? Map.of(
            "JAVA_TOOL_OPTIONS",
            // The way of a request through the filters is deeper than the 64 calls that are usual.
            "-XX:FlightRecorderOptions=stackdepth=256"
                + " -XX:StartFlightRecording=settings=profile,dumponexit=true,filename=%s/%%p.jfr"
                    .formatted(written))
        : Map.of();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private List<Scenario> chosen() {
    if (names.isEmpty()) {
      return Scenario.USUAL;
    }
    List<Scenario> all =
        Scenario.all(
            events == null ? EVENTS : events,
            Duration.ofMinutes(minutes == null ? MINUTES : minutes));
    return names.stream()
        .map(
            name ->
                all.stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new StackException(
                                "There is no scenario %s: name some of %s."
                                    .formatted(
                                        name,
                                        all.stream()
                                            .map(Scenario::name)
                                            .collect(Collectors.joining(", "))))))
        .toList();
  }
}
