package relay.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Kind;
import relay.bench.load.Latencies;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/**
 * Many endpoints, of which every fifth is well at first and then is not any more, each time in
 * another way. All well is measured before and after, since the machine may have changed meanwhile.
 */
final class NoisyNeighbour implements Scenario {
  private static final int ENDPOINTS = 100;
  private static final int BAD = 20;
  private static final int CLIENTS = 64;
  private static final double RATE = 1_000;
  private static final String GOOD_GROUP = "good";

  private static final List<Kind> BAD_KINDS =
      List.of(Kind.HANGING, Kind.DRIPPING, Kind.FAILING, Kind.SLOW);

  /** Until the attempts of those that hang time out, and are tried again. */
  private static final Duration UNTIL_BAD = Duration.ofSeconds(20);

  /** The lanes of endpoints that are well grow meanwhile. */
  private static final Duration WELL_AT_FIRST = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "noisy-neighbour";
  }

  @Override
  public String description() {
    return "%d endpoints in turn, of which %d hang, drip, fail or are slow"
        .formatted(ENDPOINTS, BAD);
  }

  private static boolean isBad(int endpoint) {
    return endpoint % (ENDPOINTS / BAD) == 0;
  }

  private static String type(int endpoint) {
    return "bench.noisy." + endpoint;
  }

  /**
   * What arrived at the good ones.
   *
   * @param latency at a constant rate
   * @param machine what was seen of the machine at that rate
   * @param perSecond at full load
   * @param cpu what each process used for 1,000 of them at full load
   */
  private record Measured(
      Histogram latency, MachineProbe.Seen machine, double perSecond, Map<String, Duration> cpu) {
    private void tell(String when, List<Figure> figures, List<Timing> timings) {
      machine.addTo(figures, when);
      timings.add(new Timing(when, latency));
      timings.add(new Timing("an fsync " + when, machine.sync()));
    }

    private double cpuMillis() {
      return cpu.values().stream().reduce(Duration.ZERO, Duration::plus).toMillis();
    }
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    List<String> good =
        subscribe(bed, IntStream.range(0, ENDPOINTS).filter(n -> !isBad(n)), GOOD_GROUP);
    try (Load load = bed.events(CLIENTS)) {
      Measured before = beside(bed, load, Kind.FAST);
      Map<Kind, Measured> noisy = new LinkedHashMap<>();
      for (Kind kind : BAD_KINDS) {
        noisy.put(kind, beside(bed, load, kind));
      }
      return result(noisy, before, beside(bed, load, Kind.FAST));
    } finally {
      delete(bed, good);
    }
  }

  /** What the good ones get while the others are of a kind. */
  private static Measured beside(TestBed bed, Load load, Kind kind) throws InterruptedException {
    String group = "bad-" + kind;
    bed.receivers().behave(group, Kind.FAST);
    List<String> bad =
        subscribe(bed, IntStream.range(0, ENDPOINTS).filter(NoisyNeighbour::isBad), group);
    try {
      var _ = load.atRate(inTurn(), RATE, WELL_AT_FIRST);
      bed.receivers().behave(group, kind);
      var _ = load.atRate(inTurn(), RATE, UNTIL_BAD);
      bed.awaitFanOut();
      return measure(bed, load);
    } finally {
      delete(bed, bad);
    }
  }

  private static Measured measure(TestBed bed, Load load) throws InterruptedException {
    Arrivals good = bed.receivers().arrivals(GOOD_GROUP);
    try (MachineProbe probe = bed.probeMachine()) {
      good.reset();
      awaitGood(bed, load.atRate(inTurn(), RATE, bed.time()));
      MachineProbe.Seen machine = probe.end();
      Histogram latency = good.latency();
      good.reset();
      CpuTimes before = CpuTimes.of(bed.stack());
      long start = System.nanoTime();
      awaitGood(bed, load.during(inTurn(), bed.time()));
      double seconds = (good.last() - start) / 1e9;
      bed.awaitFanOut();
      return new Measured(
          latency,
          machine,
          good.count() / seconds,
          CpuTimes.of(bed.stack()).per1000(before, good.count()));
    }
  }

  /** They are taken in turn, so all but those of every fifth endpoint are for the good ones. */
  private static void awaitGood(TestBed bed, Answers answers) throws InterruptedException {
    var _ =
        bed.awaitArrivals(
            GOOD_GROUP, answers.accepted() * (ENDPOINTS - BAD) / ENDPOINTS - ENDPOINTS);
  }

  private static List<String> subscribe(TestBed bed, IntStream endpoints, String group)
      throws InterruptedException {
    List<String> webhooks = new ArrayList<>();
    for (int endpoint : endpoints.toArray()) {
      webhooks.add(bed.subscribe(type(endpoint), group, endpoint));
    }
    return webhooks;
  }

  private static void delete(TestBed bed, List<String> webhooks) throws InterruptedException {
    for (String webhook : webhooks) {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  private static LongFunction<Buffer> inTurn() {
    List<Payload> payloads =
        IntStream.range(0, ENDPOINTS).mapToObj(endpoint -> Payload.of(type(endpoint))).toList();
    int[] next = {0};
    return time -> payloads.get(next[0]++ % ENDPOINTS).at(time);
  }

  private Result result(Map<Kind, Measured> noisy, Measured before, Measured after) {
    Histogram calm = before.latency().copy();
    calm.add(after.latency());
    List<Figure> figures = new ArrayList<>();
    List<Timing> timings = new ArrayList<>();
    noisy.forEach(
        (kind, measured) -> {
          String beside = "beside " + kind.name().toLowerCase(Locale.ROOT) + " ones";
          figures.add(
              Figure.millis(
                  "p99 " + beside, p99(measured.latency()), new Limit("without", p99(calm))));
          figures.add(
              Figure.perSecond(
                  "full load " + beside,
                  measured.perSecond(),
                  new Limit("without", mean(before.perSecond(), after.perSecond()))));
          figures.add(
              Figure.millis(
                  "CPU for 1,000 " + beside,
                  measured.cpuMillis(),
                  new Limit("without", mean(before.cpuMillis(), after.cpuMillis()))));
          measured.tell(beside, figures, timings);
        });
    figures.add(
        Figure.millis("p99 without, before", p99(before.latency()), new Limit("both", p99(calm))));
    figures.add(
        Figure.perSecond(
            "full load without, before",
            before.perSecond(),
            new Limit("after", after.perSecond())));
    before.tell("without, before", figures, timings);
    after.tell("without, after", figures, timings);
    return new Result(name(), description(), figures, timings, before.cpu());
  }

  private static double p99(Histogram latency) {
    return Latencies.millis(latency, 99);
  }

  private static double mean(double one, double other) {
    return (one + other) / 2;
  }
}
