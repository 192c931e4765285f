package relay.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Kind;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** Many endpoints, of which every fifth answers at first and then not any more. */
final class NoisyNeighbour implements Scenario {
  private static final int ENDPOINTS = 100;
  private static final int BAD = 20;
  private static final int CLIENTS = 64;
  private static final double RATE = 1_000;
  private static final String GOOD_GROUP = "good";
  private static final String BAD_GROUP = "bad";

  @Override
  public String name() {
    return "noisy-neighbour";
  }

  @Override
  public String description() {
    return "%d endpoints in turn, of which %d time out".formatted(ENDPOINTS, BAD);
  }

  private static boolean isBad(int endpoint) {
    return endpoint % (ENDPOINTS / BAD) == 0;
  }

  /**
   * What arrived at the good ones.
   *
   * @param machine what was seen of the machine meanwhile
   * @param cpu what each process used for 1,000 of them
   */
  private record Measured(
      double perSecond, Histogram latency, MachineProbe.Seen machine, Map<String, Duration> cpu) {
    private double p99() {
      return latency.getValueAtPercentile(99) / 1e6;
    }

    private double cpuMillis() {
      return cpu.values().stream().reduce(Duration.ZERO, Duration::plus).toMillis();
    }
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    List<String> webhooks = new ArrayList<>();
    for (int number = 0; number < ENDPOINTS; number++) {
      webhooks.add(
          bed.subscribe("bench.noisy." + number, isBad(number) ? BAD_GROUP : GOOD_GROUP, number));
    }
    bed.receivers().behave(BAD_GROUP, Kind.FAST);
    try (Load load = bed.events(CLIENTS)) {
      measure(bed, () -> load.atRate(inTurn(), RATE, bed.time()));
      Measured calm = measure(bed, () -> load.atRate(inTurn(), RATE, bed.time()));
      Measured calmFull = measure(bed, () -> load.during(inTurn(), bed.time()));
      bed.receivers().behave(BAD_GROUP, Kind.HANGING);
      // Until the attempts of the bad ones time out, and are tried again.
      measure(bed, () -> load.atRate(inTurn(), RATE, bed.time().plus(Duration.ofSeconds(10))));
      Measured noisy = measure(bed, () -> load.atRate(inTurn(), RATE, bed.time()));
      Measured noisyFull = measure(bed, () -> load.during(inTurn(), bed.time()));
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.millis("p99 of the others", noisy.p99(), new Limit("without", calm.p99())));
      figures.add(
          Figure.perSecond(
              "events of the others at full load",
              noisyFull.perSecond(),
              new Limit("without", calmFull.perSecond())));
      figures.add(
          Figure.millis(
              "CPU for 1,000 of them",
              noisyFull.cpuMillis(),
              new Limit("without", calmFull.cpuMillis())));
      noisy.machine().addTo(figures, "meanwhile");
      calm.machine().addTo(figures, "without");
      return new Result(
          name(),
          description(),
          figures,
          List.of(
              new Timing("the others", noisy.latency()),
              new Timing("without", calm.latency()),
              new Timing("an fsync meanwhile", noisy.machine().sync()),
              new Timing("an fsync without", calm.machine().sync())),
          noisyFull.cpu());
    } finally {
      for (String webhook : webhooks) {
        bed.api().delete("/webhooks/" + webhook);
      }
    }
  }

  private static LongFunction<Buffer> inTurn() {
    List<Payload> payloads = new ArrayList<>();
    for (int number = 0; number < ENDPOINTS; number++) {
      payloads.add(Payload.of("bench.noisy." + number));
    }
    int[] next = {0};
    return time -> payloads.get(next[0]++ % ENDPOINTS).at(time);
  }

  private interface Posting {
    Answers post();
  }

  private static Measured measure(TestBed bed, Posting posting) throws InterruptedException {
    Arrivals good = bed.receivers().arrivals(GOOD_GROUP);
    good.reset();
    CpuTimes before = CpuTimes.of(bed.stack());
    try (MachineProbe probe = bed.probeMachine()) {
      long start = System.nanoTime();
      Answers answers = posting.post();
      // Which are taken in turn: all but those of every fifth endpoint.
      long expected = answers.accepted() * (ENDPOINTS - BAD) / ENDPOINTS - ENDPOINTS;
      bed.awaitArrivals(GOOD_GROUP, expected);
      double seconds = (good.last() - start) / 1e9;
      MachineProbe.Seen machine = probe.end();
      bed.awaitFanOut();
      return new Measured(
          good.count() / seconds,
          good.latency(),
          machine,
          CpuTimes.of(bed.stack()).per1000(before, good.count()));
    }
  }
}
