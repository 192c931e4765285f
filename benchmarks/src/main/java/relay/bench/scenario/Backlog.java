package relay.bench.scenario;

import java.time.Duration;
import java.util.List;
import relay.bench.load.Arrivals;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** What a webhook has missed while it was disabled, and new events of another meanwhile. */
final class Backlog implements Scenario {
  private static final long EVENTS = 1_000_000;
  private static final int AT_ONCE = 100;
  private static final int CLIENTS = 8;
  private static final double RATE = 100;
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(30);
  private static final String OLD = "bench.backlog";
  private static final String NEW = "bench.new";

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String description() {
    return "%,d deliveries of one endpoint, and %,.0f events a second for another"
        .formatted(EVENTS, RATE);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String late = bed.subscribe(OLD, OLD, 0);
    String other = bed.subscribe(NEW, NEW, 0);
    Payload old = Payload.of(OLD);
    Payload fresh = Payload.of(NEW);
    Arrivals arrivals = bed.receivers().arrivals(NEW);
    Arrivals drained = bed.receivers().arrivals(OLD);
    try (Load batches = bed.batches(CLIENTS);
        Load events = bed.events(CLIENTS)) {
      bed.awaitArrivals(NEW, events.atRate(fresh::at, RATE, bed.time()).accepted());
      bed.enable(late, false);
      long accepted =
          batches.all(time -> old.batchAt(AT_ONCE, time), EVENTS / AT_ONCE).accepted() * AT_ONCE;
      bed.awaitFanOut();
      arrivals.reset();
      CpuTimes before = CpuTimes.of(bed.stack());
      bed.enable(late, true);
      long start = System.nanoTime();
      do {
        var _ = events.atRate(fresh::at, RATE, Duration.ofSeconds(1));
      } while (drained.count() < accepted && System.nanoTime() - start < DRAINED_WITHIN.toNanos());
      bed.awaitArrivals(OLD, accepted);
      double seconds = (drained.last() - start) / 1e9;
      return new Result(
          name(),
          description(),
          List.of(
              Figure.perSecond(
                  "deliveries of the backlog",
                  accepted / seconds,
                  new Limit("bare send", bed.limits().send()))),
          List.of(new Timing("new events, POST to receipt", arrivals.latency())),
          CpuTimes.of(bed.stack()).per1000(before, accepted));
    } finally {
      bed.api().delete("/webhooks/" + late);
      bed.api().delete("/webhooks/" + other);
    }
  }
}
